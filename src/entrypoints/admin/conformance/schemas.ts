import joi from 'joi';
import { ofWhiteLabel, time } from '../schemas.ts';

const text = joi.string().allow('').required();

export const ofRun = ofWhiteLabel.keys({ runId: joi.string().max(100).required() });

export const wish = joi
  .object({
    only: joi
      .array()
      .items(
        joi
          .string()
          .max(10)
          .pattern(/^6(\.\d{1,2}){0,2}$/),
      )
      .min(1)
      .max(30)
      .description('Beginnings of the numbers of the tests, such as `6.1`; all when left out'),
    trader: joi
      .object({ email: joi.string().max(254).required(), password: joi.string().max(256).required() })
      .description('Who signs in; when left out a trader is signed up, who stays'),
  })
  .example({ only: ['6.1'] });

const step = joi.object({ name: text, expected: text, seen: text, passed: joi.boolean().required() });

const playedCase = joi.object({
  id: text,
  title: text,
  result: joi.string().valid('passed', 'failed', 'skipped').required(),
  durationMs: joi.number().required(),
  steps: joi.array().items(step).required(),
  notes: joi.array().items(joi.string().allow('')).required(),
});

export const shownRun = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    state: joi
      .string()
      .valid('running', 'passed', 'failed', 'not-run', 'cut-off')
      .required()
      .description('`cut-off`: the process that played it is gone; `not-run`: nothing could be played'),
    startedAt: time.required(),
    endedAt: time.allow(null).required(),
    startedBy: joi.string().required().description('Email'),
    only: joi.array().items(joi.string()).allow(null).required().description('`null` is all'),
    current: joi
      .object({ id: text, title: text, waiting: joi.string().allow(null).required() })
      .allow(null)
      .required()
      .description('What is played now'),
    notRunBecause: joi.string().allow(null).required(),
    cases: joi
      .array()
      .items(playedCase)
      .required()
      .description('Those that were played; tokens and passwords in them are shortened'),
  })
  .meta({ component: 'ConformanceRun' });
