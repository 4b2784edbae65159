import joi from 'joi';
import { decodeCursor, pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { ofWhiteLabel, time } from '../schemas.ts';

const text = joi.string().max(300).allow('');
const moment = joi.string().isoDate().max(40).allow('');

const times = {
  from: moment.description('A day or a time; this moment and later'),
  to: moment.description('A day or a time; before this moment'),
};

const auditFilter = {
  actor: text.description('Email address or id of a member of staff, an account of the machine, or `bridge`'),
  action: text.description('As a whole, such as `white-label.update`'),
  targetType: text,
  target: text.description('The id of what was changed'),
  ...times,
};

const privacyFilter = {
  person: text.description('Our id of the user'),
  principal: text.description('Who asked, as a whole'),
  operation: text.description('The `operationId`, as a whole'),
  ...times,
};

export const FORMATS = ['csv', 'jsonl'] as const;
export type LogFormat = (typeof FORMATS)[number];
const format = joi
  .string()
  .valid(...FORMATS)
  .default('jsonl')
  .description('`jsonl`: one line of JSON for each entry');

export const auditQuery = pageQuery.keys(auditFilter);
export const auditExportQuery = joi.object({ ...auditFilter, format });
export const privacyQuery = pageQuery.keys(privacyFilter);
export const privacyExportQuery = joi.object({ ...privacyFilter, format });

const sequence = joi.number().integer().min(1).required().description('The place in the log, from 1 without gaps');
export const ofEntry = joi.object({ sequence });
export const ofWhiteLabelsEntry = ofWhiteLabel.keys({ sequence });

const hash = joi.string().required().description('Of this entry and the one before, SHA-256');
const brokerName = joi.string().required().allow(null).description('`null` is the bridge’s own');

export const auditEntry = joi
  .object({
    id: joi.string().required(),
    brokerName,
    sequence,
    at: time.required(),
    actor: joi
      .object({
        kind: joi.string().valid('staff', 'command-line', 'bridge').required(),
        id: joi.string().required(),
        email: joi.string().allow(null).required(),
      })
      .required(),
    address: joi.string().allow(null).required(),
    requestId: joi.string().allow(null).required(),
    action: joi.string().required(),
    target: joi.object({ type: joi.string().required(), id: joi.string().allow('').required() }).required(),
    changes: joi
      .array()
      .items(joi.object({ field: joi.string().allow('').required(), before: joi.any(), after: joi.any() }))
      .required()
      .description('Dotted paths; `null` is: not there. Of a secret only that it changed'),
    reason: joi.string().allow(null).required(),
    previousHash: joi.string().required(),
    hash,
  })
  .meta({ component: 'AuditEntry' });

export const privacyEntry = joi
  .object({
    id: joi.string().required().description('The place in the log'),
    brokerName: joi.string().required(),
    sequence,
    at: time.required(),
    apiKeyId: joi.string().required().description('Of the console: the id of the member of staff'),
    principal: joi.string().required(),
    justification: joi.string().required(),
    personId: joi.string().required().description('Whose data it was: our id of the user'),
    resource: joi.string().required(),
    operation: joi.string().required().description('The `operationId` of the call'),
    fields: joi.array().items(joi.string()).required(),
    requestId: joi.string().required(),
    previousHash: joi.string().required(),
    hash,
  })
  .meta({ component: 'PrivacyEntry' });

const logCheck = joi.object({
  at: time.required(),
  entries: joi.number().integer().required().description('How many are as they were written, from the first one on'),
  fault: joi
    .object({
      sequence: joi.number().integer().required(),
      reason: joi
        .string()
        .valid('missing', 'out_of_place', 'altered', 'head_differs', 'beyond_head', 'rewritten')
        .required(),
      message: joi.string().required(),
    })
    .allow(null)
    .required()
    .description('The first thing that is wrong; `null` where the log is intact'),
});

export const shownCheck = logCheck.meta({ component: 'LogCheck' });
const lastCheck = logCheck.allow(null).required().description('The latest verification; `null` where there was none');
export const auditPage = pageOf(auditEntry).keys({ lastCheck });
export const privacyPage = pageOf(privacyEntry).keys({ lastCheck });

const head = {
  sequence: joi.number().integer().min(0).required(),
  hash: joi
    .string()
    .pattern(/^[0-9a-f]{64}$/)
    .required(),
};
export const verification = joi.object({
  expected: joi.object(head).description('An entry that was written down earlier: finds a log that was written anew'),
});
export const verified = joi
  .object({
    id: joi.string().required().description('The white label, or `bridge`'),
    check: shownCheck.required(),
    head: joi
      .object({ ...head, hash: joi.string().required() })
      .required()
      .description('To be written down elsewhere'),
  })
  .meta({ component: 'LogVerification' });

/** The place of the last entry of the page before. */
export function readBefore(cursor: unknown): number | undefined {
  return decodeCursor<number>(cursor, joi.number().integer().min(1));
}
