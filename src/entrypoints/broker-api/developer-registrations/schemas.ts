import joi from 'joi';
import { pageQuery } from '../../../http/page-cursor.ts';
import { API_KEY_SCOPES } from '../../../lib/api-key-scopes.ts';
import { id, time } from '../schemas.ts';

const MAX_NAME_LENGTH = 200;
const MAX_ADDRESS_LENGTH = 2000;
const state = joi.string().valid('submitted', 'approved', 'refused');
const scopes = joi
  .array()
  .items(joi.string().valid(...API_KEY_SCOPES))
  .unique()
  .min(1);

export const registrationParams = joi.object({ registrationId: id.description('Our id of the registration') });

export const newRegistration = joi
  .object({
    company: joi.string().max(MAX_NAME_LENGTH).required(),
    contactName: joi.string().max(MAX_NAME_LENGTH).required(),
    email: joi.string().max(254).required(),
    website: joi.string().max(MAX_ADDRESS_LENGTH).allow(null).default(null),
    useCase: joi.string().max(2000).required().description('What the keys are for'),
    redirectUris: joi
      .array()
      .items(joi.string().max(MAX_ADDRESS_LENGTH))
      .max(10)
      .unique()
      .default([])
      .description('Where the app wants traders to come back to'),
    scopes: scopes.required().description('What the keys should be allowed'),
  })
  .example({
    company: 'Example Apps',
    contactName: 'Grace Example',
    email: 'grace@apps.example',
    useCase: 'An app that shows traders their accounts',
    redirectUris: ['https://apps.example/callback'],
    scopes: ['accounts:read'],
  });

export const registrationQuery = pageQuery.keys({ state });

export const newDecision = joi
  .object({
    decision: joi.string().valid('approve', 'refuse').required(),
    reason: joi.string().max(500).description('One line; kept with the decision'),
    scopes: scopes.description('Fewer than were asked for, perhaps; all of those when left out'),
  })
  .example({ decision: 'approve', reason: 'Known to us' });

export const receipt = joi
  .object({ id: joi.string().required(), state: state.required(), createdAt: time.required() })
  .meta({ component: 'DeveloperRegistrationReceipt' });

const registration = {
  id: joi.string().required(),
  company: joi.string().required(),
  contactName: joi.string().required(),
  email: joi.string().required(),
  website: joi.string().allow(null).required(),
  useCase: joi.string().required(),
  redirectUris: joi.array().items(joi.string()).required(),
  scopes: joi.array().items(joi.string()).required().description('Asked for; once approved, given'),
  state: state.required(),
  reason: joi.string().allow(null).required(),
  decidedBy: joi.string().allow(null).required().description('Id of the API key with which it was decided'),
  decidedAt: time.allow(null).required(),
  apiKeyIds: joi.array().items(joi.string()).required().description('Of the keys that were issued'),
  createdAt: time.required(),
};

export const shownRegistration = joi.object(registration).meta({ component: 'DeveloperRegistration' });

const keys = joi.object({
  publishableKey: joi.string().required(),
  secretKey: joi.string().required(),
  secret: joi.string().required().description('Of the secret key; signs requests'),
  expiresAt: time.allow(null).required(),
});

export const decidedRegistration = joi
  .object({
    ...registration,
    keys: keys.allow(null).required().description('Shown once; `null` where it was refused'),
  })
  .meta({ component: 'DecidedDeveloperRegistration' });
