import joi from 'joi';
import { pageOf } from '../../../http/page-cursor.ts';
import { API_KEY_SCOPES } from '../../../lib/api-key-scopes.ts';
import { reachQuery } from '../list-of-reach.ts';
import { id, ofWhiteLabel, overlapSeconds, seenOverlap, time } from '../schemas.ts';

const brokerCrmName = joi.string().max(100).required().description('The CRM whose key it is');
const name = joi.string().max(100).description('For whoever looks after the keys');
const scopes = joi
  .array()
  .items(joi.string().valid(...API_KEY_SCOPES))
  .unique();
const ipList = joi
  .array()
  .items(joi.string().max(100))
  .max(100)
  .description('Addresses and networks (CIDR) from which it may be used; empty: any');
const requiresSignature = joi.boolean().description('Whether every request has to be signed');
const expiresInDays = joi
  .number()
  .integer()
  .min(1)
  .max(366)
  .allow(null)
  .description('From now; `null` is without end, in the sandbox only');

export const ofKey = ofWhiteLabel.keys({ keyId: id.description('Our id of the key, not the key') });
export const ofCrmKey = joi.object({ keyId: id.description('Our id of the key, not the key') });
export const ofCrm = joi.object({ brokerCrmName });
export const keyQuery = reachQuery.keys({
  brokerCrmName: joi.string().max(100).allow('').description('Only keys of this CRM as a whole'),
});

const created = {
  name: name.required(),
  kind: joi.string().valid('secret', 'publishable').default('secret'),
  scopes: scopes.required(),
  ipList: ipList.default([]),
  requiresSignature: requiresSignature.default(false),
  expiresInDays: expiresInDays.default(90),
};
const changed = { name, scopes, ipList, requiresSignature, expiresInDays };
const rotated = {
  overlapSeconds: overlapSeconds.description('How long the key of now goes on working; 0 ends it now'),
  previousEndsAt: seenOverlap,
  expiresInDays: joi.number().integer().min(1).max(366).description('From now; 90 when left out'),
};

const example = { name: 'Back office', scopes: ['users:read'] };
export const newKey = joi.object(created).example(example);
export const newCrmKey = joi
  .object({ brokerCrmName, ...created })
  .example({ brokerCrmName: 'example_crm', ...example });
export const keyChange = joi.object(changed).min(1).example({ name: 'Back office' });
export const crmKeyChange = joi
  .object({ brokerCrmName, ...changed })
  .min(2)
  .example({ brokerCrmName: 'example_crm', name: 'Back office' });
export const rotation = joi.object(rotated).example({ overlapSeconds: 86_400 });
export const crmRotation = joi.object({ brokerCrmName, ...rotated }).example({ brokerCrmName: 'example_crm' });
export const crmOnly = ofCrm.example({ brokerCrmName: 'example_crm' });

export const shownKey = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().allow(null).required().description('`null` of a key of a whole CRM'),
    brokerCrmName: joi.string().allow(null).required().description('`null` of a key of one white label'),
    name: joi.string().required(),
    kind: joi.string().valid('secret', 'publishable').required(),
    environment: joi.string().valid('test', 'live').required(),
    scopes: joi.array().items(joi.string()).required(),
    ipList: joi.array().items(joi.string()).required(),
    requiresSignature: joi.boolean().required(),
    status: joi
      .string()
      .valid('active', 'expiring', 'expired', 'revoked')
      .required()
      .description('`expiring`: within 14 days'),
    expiresAt: time.allow(null).required(),
    revokedAt: time.allow(null).required(),
    lastUsedAt: time.allow(null).required().description('To within a minute'),
    previousEndsAt: time.allow(null).required().description('Until when the one before a rotation works'),
    createdAt: time.required(),
  })
  .meta({ component: 'ApiKey' });

export const keyPage = pageOf(shownKey);

export const issuedKey = shownKey
  .keys({
    key: joi.string().required().description('What requests show; shown this once'),
    secret: joi
      .string()
      .allow(null)
      .required()
      .description('Signs requests; shown this once. A publishable key has none'),
  })
  .meta({ component: 'IssuedApiKey' });
