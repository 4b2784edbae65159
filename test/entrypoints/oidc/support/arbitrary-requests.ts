import fc from 'fast-check';
import { GOODBYE_URI, REDIRECT_URI, RESOURCE } from './app-clients.ts';

/** What anybody could send to an issuer, leaning towards what it might trip over. */

export const PARAMETERS = [
  ...[
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'prompt',
    'max_age',
    'iss',
  ],
  ...['code_challenge', 'code_challenge_method', 'login_hint', 'id_token_hint', 'ui_locales', 'acr_values', 'display'],
  ...['resource', 'claims', 'claims_locales', 'request', 'request_uri', 'registration', 'dpop_jkt', 'one_time_token'],
  ...['grant_type', 'code', 'code_verifier', 'refresh_token', 'token', 'token_type_hint', 'client_secret', 'username'],
  ...['client_assertion', 'client_assertion_type', 'access_token', 'post_logout_redirect_uri', 'logout_hint', 'xsrf'],
  ...[
    'logout',
    'brokerName',
    'authorization_details',
    'password',
    '__proto__',
    'constructor',
    'toString',
    'scope[]',
    '',
  ],
];

const LIKELY = [
  ...[
    'web',
    'public',
    'third-party',
    'back-end',
    'fapi',
    'nobody',
    'code',
    'S256',
    'plain',
    'openid',
    'offline_access',
  ],
  ...[
    REDIRECT_URI,
    GOODBYE_URI,
    RESOURCE,
    'query',
    'form_post',
    'fragment',
    'none',
    'login',
    'consent',
    'select_account',
  ],
  ...[
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'urn:drawbridge:params:oauth:grant-type:one-time-token',
  ],
  ...[
    '-1',
    '0',
    '1e999',
    'NaN',
    '99999999999999999999',
    '',
    ' ',
    '\0',
    'null',
    '[]',
    '{}',
    '%00',
    'true',
    'de en-GB x',
  ],
  ...['{"id_token":{"acr":{"essential":true,"value":"x"}}}', '{"userinfo":null}', '{"id_token":{"sub":{"value":"x"}}}'],
  ...['urn:ietf:params:oauth:request_uri:x', 'urn:drawbridge:acr:password', 'https://evil.example/#', 'javascript:1'],
  ...['eyJhbGciOiJub25lIn0.e30.', 'eyJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJ3ZWIifQ.x', 'e30.bnVsbA.x', '..', 'x'.repeat(5000)],
];

export const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...LIKELY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed()) },
  { weight: 1, arbitrary: fc.stringMatching(/^[\w-]{43}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[\w-]{0,40}\.[\w-]{0,80}\.[\w-]{0,43}$/) },
);

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PARAMETERS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map((text) => text.toWellFormed()) },
);

/** As it stands in a query or a form; a name may come twice. */
export const encodedForm = fc
  .array(fc.tuple(name, value), { maxLength: 10 })
  .map((pairs) => new URLSearchParams(pairs).toString());

/** Not even that. */
export const anyText = fc.string({
  unit: fc.constantFrom(...'%?&=.[]{}~_-:;@!$\'()*+,\\"<>^`|/', 'client_id', '2F', '00', 'ff', 'é'),
  maxLength: 30,
});

export const body = fc.oneof(
  { weight: 6, arbitrary: encodedForm },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 60,
});

const credentials = fc
  .tuple(fc.constantFrom('web', 'public', 'nobody', 'a%zz', ''), fc.constantFrom('the-secret-of-an-app', 'x', '%', ''))
  .map(([id, secret]) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`);

export const headers = fc.dictionary(
  fc.constantFrom(
    ...['Authorization', 'Content-Type', 'Content-Encoding', 'Host', 'X-Forwarded-For', 'X-Forwarded-Proto', 'Cookie'],
    ...['Origin', 'Accept', 'Accept-Language', 'DPoP', 'OAuth-Client-Attestation', 'If-None-Match', 'Range'],
  ),
  fc.oneof(
    headerText,
    credentials,
    fc.constantFrom('Bearer x', 'DPoP x', 'Bearer', 'gzip', 'application/json', 'text/html', 'x.y.z', '[', 'null', ''),
    fc.constantFrom('application/x-www-form-urlencoded; charset=utf-16', 'multipart/form-data', 'bytes=0-1', '*/*;q=x'),
  ),
  { maxKeys: 4 },
);
