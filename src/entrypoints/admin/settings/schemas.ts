import joi from 'joi';
import { pageOf } from '../../../http/page-cursor.ts';
import { time } from '../schemas.ts';

const text = joi.string().required();

export const shownProcess = joi
  .object({
    id: joi.string().valid('bridge').required(),
    version: text,
    nodeVersion: text,
    mode: joi.string().valid('sandbox', 'production').required(),
    startedAt: time.required(),
    uptimeSeconds: joi.number().integer().min(0).required(),
    settings: joi
      .array()
      .items(
        joi
          .object({
            variable: text,
            value: joi.string().allow('', null).required().description('`null` where there is none; never a secret'),
            isSecret: joi.boolean().required(),
            source: joi.string().valid('environment', 'default').required(),
            sentence: text,
          })
          .meta({ component: 'Setting' }),
      )
      .required(),
    encryptionKeys: joi
      .array()
      .items(joi.object({ id: text, isCurrent: joi.boolean().required() }))
      .required(),
  })
  .meta({ component: 'Process' });

const store = joi.object({ engine: text, answers: joi.boolean().required() }).required();

export const shownHealth = joi
  .object({
    id: joi.string().valid('bridge').required(),
    records: store,
    expiring: store,
    migrations: joi
      .array()
      .items(joi.object({ id: text, appliedAt: time.allow(null).required() }))
      .required(),
  })
  .meta({ component: 'Health' });

const moment = time.allow(null).required();

export const backlogQuery = joi.object({
  brokerName: joi.string().max(100).allow('').description('Of this white label alone'),
});

const backlog = joi
  .object({
    count: joi.number().integer().min(0).required(),
    oldestAt: moment.description('When what waits longest was made; `null` where nothing waits'),
    oldestAgeSeconds: joi.number().integer().min(0).allow(null).required(),
  })
  .required()
  .meta({ component: 'Backlog' });

export const shownBacklogs = joi
  .object({
    id: joi.string().valid('backlogs').required(),
    letters: backlog.description('In the outbox of mail; one is given up after a day'),
    appLogouts: backlog.description('Apps that are still to be told of a log-out'),
    deliveries: backlog.description('To webhooks; one is given up after three days'),
    deadDeliveries: backlog.description('To webhooks, and given up; they can be sent again'),
    unconfirmedPayments: backlog.description('For somebody to settle'),
  })
  .meta({ component: 'Backlogs' });

export const whiteLabelHealth = pageOf(
  joi
    .object({
      id: text,
      platform: joi
        .object({
          lastOkAt: moment,
          lastFailedAt: moment,
          failures: joi.number().integer().min(0).required().description('Since a call went well'),
        })
        .required()
        .description('Calls that this process made'),
      managerPassword: joi
        .string()
        .valid('current-key', 'older-key', 'unreadable')
        .required()
        .description('Which encryption key sealed it'),
      signingKeys: joi
        .array()
        .items(
          joi.object({
            id: text,
            algorithm: text,
            state: joi.string().valid('waiting', 'signing', 'retiring', 'retired').required(),
            sealed: joi.string().valid('current-key', 'older-key', 'unreadable').required(),
          }),
        )
        .required(),
    })
    .meta({ component: 'WhiteLabelHealth' }),
);
