import joi from 'joi';
import { API_KEY_SCOPES } from '../lib/api-key-scopes.ts';
import { secretText } from './kept-secret.ts';

/** A new API key. What a key may be is said where keys are kept. @see `SeedApiKey` */
export const seedApiKey = joi.object({
  key: joi
    .string()
    .pattern(/^[bp]k_(test|live)_[A-Za-z0-9._~-]{8,128}$/)
    .message(
      'must begin with bk_test_, bk_live_, pk_test_ or pk_live_, and go on with 8 to 128 letters, digits or . _ ~ -',
    )
    .required(),
  secret: secretText(16).max(200),
  name: joi.string().max(100).required(),
  scopes: joi
    .array()
    .items(joi.string().valid(...API_KEY_SCOPES))
    .unique()
    .required(),
  ipList: joi.array().items(joi.string().max(100)).max(100),
  requiresSignature: joi.boolean(),
  expiresInDays: joi.number().integer().min(1).max(366).allow(null),
});
