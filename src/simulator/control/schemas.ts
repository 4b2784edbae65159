import Joi from 'joi';
import type { Faults } from './faults.ts';

const callFault = {
  call: Joi.string().required(),
  times: Joi.number().integer().min(1).default(1),
  brokerName: Joi.string(),
};

export const faultSettings = Joi.object<Partial<Faults>>({
  latencyMs: Joi.number().integer().min(0).max(600_000),
  stallNext: Joi.object({
    ...callFault,
    delayMs: Joi.number().integer().min(1).max(600_000).default(30_000),
  }).allow(null),
  failNext: Joi.object({
    ...callFault,
    status: Joi.number().integer().min(400).max(599).default(500),
    errorCode: Joi.string().default('UNKNOWN_ERROR'),
  }).allow(null),
  dropAnswer: Joi.object(callFault).allow(null),
  garbleAnswer: Joi.object(callFault).allow(null),
  rejectManagerTokens: Joi.boolean(),
  duplicateEmail: Joi.boolean(),
  idempotentByExternalId: Joi.boolean(),
});

export const handOffTokenRequest = Joi.object<{ userId: number; ttlSeconds: number }>({
  userId: Joi.number().integer().required(),
  ttlSeconds: Joi.number().integer().min(1).max(86_400).default(60),
});
