import joi from 'joi';
import { OIDC_GRANT_TYPES, OIDC_SCOPES } from '../lib/oidc-vocabulary.ts';
import { secretText } from './kept-secret.ts';

const text = joi.string().max(2000);
const address = text
  .pattern(/\{\w+\}/, { invert: true })
  .message('holds a placeholder that is not filled in here; write the address itself');
const addresses = joi.array().items(address).max(20).unique();

const settings = {
  name: text.max(100),
  enabled: joi.boolean(),
  profile: joi.string().valid('standard', 'fapi2', 'autoshares'),
  applicationType: joi.string().valid('web', 'native'),
  authMethod: joi.string().valid('client_secret', 'private_key_jwt', 'none'),
  jwks: joi.object({ keys: joi.array().items(joi.object().unknown()).required() }).allow(null),
  jwksUri: address.allow(null),
  redirectUris: addresses,
  postLogoutRedirectUris: addresses,
  backchannelLogoutUri: address.allow(null),
  grantTypes: joi
    .array()
    .items(joi.string().valid(...OIDC_GRANT_TYPES))
    .unique(),
  scopes: joi
    .array()
    .items(joi.string().valid(...OIDC_SCOPES))
    .unique(),
  resources: addresses,
  firstParty: joi.boolean(),
  idTokenAlgorithm: joi.string().valid('ES256', 'RS256'),
  dpopBound: joi.boolean(),
  refreshGraceSeconds: joi.number().integer().min(0).max(60),
};

/** A new OpenID client. What an address must look like is said where clients are kept. @see `SeedClient` */
export const seedClient = joi.object({
  ...settings,
  id: joi
    .string()
    .pattern(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
    .message('may hold letters, digits and - . _ only, and begins with a letter or digit')
    .max(100)
    .required(),
  name: settings.name.required(),
  secret: secretText(16).max(200),
});

/** What can be changed of a client. @see `SeedClientChange` */
export const seedClientChange = joi.object(settings);
