import type { Access } from '../../domain/access/access.ts';
import type { CrmTokens } from '../../domain/crm-tokens/crm-tokens.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import { NO_FIELDS } from '../../http/no-fields.ts';
import type { Route } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';
import { postAuthorize } from './post-authorize.ts';
import { postCrmApiToken } from './post-crm-api-token.ts';
import { postLogout } from './post-logout.ts';
import { postOnetimeAuthorize } from './post-onetime-authorize.ts';
import { postOnetimeGenerate } from './post-onetime-generate.ts';
import * as schemas from './schemas.ts';

/** What any call can meet before its own work begins. */
const COMMON_ERRORS = [
  'malformed_request',
  'parameter_invalid',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'broker_disabled',
  'too_many_attempts',
  'store_unavailable',
] as const satisfies readonly ErrorCode[];

const TOKEN_ERRORS = [
  'token_unknown',
  'token_expired',
  'token_malformed',
  'token_of_other_broker',
] as const satisfies readonly ErrorCode[];

/** The contract names each path twice: bare, and under the older prefix `/cid`. */
function spellings(path: string): string[] {
  return [path, `/cid${path}`];
}

/** Calls 4.1 to 4.5 of the trading platform's backend. @see The SSO contract, section 3. */
export function crmApiRoutes({ crmTokens, access }: { crmTokens: CrmTokens; access: Access }): Route<CrmApiCaller>[] {
  return [
    {
      method: 'POST',
      paths: spellings('/oauth2/crmApiToken'),
      summary: '4.1: trade the white label’s password for a crmApiToken',
      security: { kind: 'open', because: 'the password in the body is the credential' },
      body: 'json',
      request: { query: NO_FIELDS, body: schemas.passwordBody },
      response: { status: 200, contentType: 'application/json', schema: schemas.crmApiTokenAnswer },
      errors: [...COMMON_ERRORS, 'platform_password_wrong', 'busy'],
      handle: postCrmApiToken(crmTokens),
    },
    {
      method: 'POST',
      paths: spellings('/oauth2/onetime/authorize'),
      summary: '4.2: trade a one-time token for a session',
      security: { kind: 'crm-api-token' },
      body: 'json',
      request: { query: NO_FIELDS, body: schemas.codeBody },
      response: { status: 200, contentType: 'application/json', schema: schemas.sessionAnswer },
      errors: [...COMMON_ERRORS, 'crm_token_invalid', ...TOKEN_ERRORS],
      handle: postOnetimeAuthorize(access),
    },
    {
      method: 'POST',
      paths: spellings('/oauth2/authorize'),
      summary: '4.3: log a trader in again with an access token',
      security: { kind: 'crm-api-token' },
      body: 'json',
      request: { query: NO_FIELDS, body: schemas.accessTokenBody },
      response: { status: 200, contentType: 'application/json', schema: schemas.accessAnswer },
      errors: [...COMMON_ERRORS, 'crm_token_invalid', ...TOKEN_ERRORS],
      handle: postAuthorize(access),
    },
    {
      method: 'POST',
      paths: spellings('/oauth2/onetime/generate'),
      summary: '4.4: get a one-time token for an in-app screen',
      security: { kind: 'crm-api-token' },
      body: 'json',
      request: { query: schemas.inappTokenQuery, body: schemas.userIdBody },
      response: { status: 200, contentType: 'application/json', schema: schemas.oneTimeTokenAnswer },
      errors: [...COMMON_ERRORS, 'crm_token_invalid', 'inapp_token_invalid', 'user_unknown'],
      handle: postOnetimeGenerate(access),
    },
    {
      method: 'POST',
      paths: spellings('/oauth2/logout'),
      summary: '4.5: end the session of an access token, or all sessions of a trader',
      security: { kind: 'crm-api-token' },
      body: 'json',
      request: { query: schemas.logoutQuery, body: NO_FIELDS },
      response: { status: 204, contentType: 'none' },
      errors: [...COMMON_ERRORS, 'crm_token_invalid', 'user_unknown', 'token_unknown', 'token_of_other_broker'],
      handle: postLogout(access),
    },
  ];
}
