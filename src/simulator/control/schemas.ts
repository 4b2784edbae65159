import Joi from 'joi';
import type { IntroducedBroker } from '../simulated-broker.ts';
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

export const introducedBroker = Joi.object<IntroducedBroker>({
  brokerName: Joi.string().max(64).required(),
  brokerCrmName: Joi.string().max(64).required(),
  displayName: Joi.string().max(100).required(),
  platformPassword: Joi.string().required(),
  managerLogin: Joi.number().integer().required(),
  managerPasswordMd5: Joi.string().hex().length(32).required(),
  languages: Joi.array().items(Joi.string()).required(),
  cashierSecret: Joi.string().allow(null).required(),
});
