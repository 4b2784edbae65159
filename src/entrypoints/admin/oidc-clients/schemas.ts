import joi from 'joi';
import { pageOf } from '../../../http/page-cursor.ts';
import { OIDC_GRANT_TYPES, OIDC_SCOPES } from '../../../lib/oidc-vocabulary.ts';
import { id, ofWhiteLabel, overlapSeconds, seenOverlap, time } from '../schemas.ts';

const address = joi.string().max(2000);
const addresses = joi.array().items(address).max(20);

export const ofClient = ofWhiteLabel.keys({ clientId: id.description('The `client_id`') });

/** What an operator says of a client, but for its id. */
const settings = {
  name: joi.string().max(100).description('Shown to traders who are asked to consent'),
  profile: joi
    .string()
    .valid('standard', 'fapi2', 'autoshares')
    .description('`fapi2`: under the FAPI 2.0 Security Profile; `autoshares`: the lifetimes of that contract'),
  applicationType: joi.string().valid('web', 'native').description('`native`: runs on the trader’s device'),
  authMethod: joi
    .string()
    .valid('client_secret', 'private_key_jwt', 'none')
    .description('How it proves itself; `none`: a public client'),
  jwks: joi
    .object({ keys: joi.array().items(joi.object().unknown(true)).max(10).required() })
    .allow(null)
    .description('Its public keys (RFC 7517), for `private_key_jwt`'),
  jwksUri: address.allow(null).description('Where they are, instead'),
  redirectUris: addresses,
  postLogoutRedirectUris: addresses,
  backchannelLogoutUri: address.allow(null).description('Where it is told that a session has ended'),
  grantTypes: joi
    .array()
    .items(joi.string().valid(...OIDC_GRANT_TYPES))
    .unique(),
  scopes: joi
    .array()
    .items(joi.string().valid(...OIDC_SCOPES))
    .unique(),
  resources: addresses.description('Resource servers (RFC 8707) for which it may ask tokens'),
  firstParty: joi.boolean().description('The broker’s own; its traders are not asked to consent'),
  idTokenAlgorithm: joi.string().valid('ES256', 'RS256'),
  dpopBound: joi.boolean().description('Whether its tokens are bound to a key of its own (RFC 9449)'),
  refreshGraceSeconds: joi.number().integer().min(0).max(60),
};

export const newClient = joi
  .object({ id: id.description('The `client_id`'), ...settings, name: settings.name.required() })
  .example({ id: 'terminal', name: 'The web terminal', redirectUris: ['https://terminal.example/callback'] });
export const clientChange = joi.object(settings).min(1).example({ name: 'The web terminal' });

export const rotation = joi
  .object({
    previousSecretExpiresAt: seenOverlap,
    overlapSeconds: overlapSeconds.description('How long the secret before goes on working; 0 ends it now'),
  })
  .example({ overlapSeconds: 86_400 });

const required = Object.fromEntries(Object.entries(settings).map(([name, schema]) => [name, schema.required()]));

export const shownClient = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    enabled: joi.boolean().required(),
    ...required,
    previousSecretExpiresAt: time.allow(null).required().description('While a rotation overlaps'),
    tokensRevokedAt: time.allow(null).required().description('What was issued before is worth nothing'),
    createdAt: time.required(),
  })
  .meta({ component: 'OidcClient' });

export const clientPage = pageOf(shownClient);

export const clientWithSecret = shownClient
  .keys({
    secret: joi.string().allow(null).required().description('Shown this once; `null` where it uses none'),
  })
  .meta({ component: 'OidcClientWithSecret' });

export const addressesOfIssuer = joi
  .object({
    id: joi.string().required(),
    issuers: joi
      .array()
      .items(
        joi.object({
          issuer: joi.string().required().description('The issuer identifier'),
          discovery: joi.string().required().description('OpenID Connect Discovery 1.0'),
          authorizationServer: joi.string().required().description('RFC 8414'),
        }),
      )
      .required()
      .description('One for each address by which the white label is reached'),
  })
  .meta({ component: 'OidcAddresses' });
