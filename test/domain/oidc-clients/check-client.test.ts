import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import type { NewOidcClient } from '../../../src/domain/oidc-clients/oidc-client-registration.ts';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';
import { check, faultOf, publicJwk, settings } from './fault-of-client.ts';

const EC = { ...publicJwk('ec'), kid: 'one', use: 'sig', alg: 'ES256' };
const RSA = publicJwk('rsa');
const FAPI = { profile: 'fapi2', authMethod: 'private_key_jwt', jwks: { keys: [EC] } } as const;
const SERVICE = {
  grantTypes: ['client_credentials', ONE_TIME_TOKEN_GRANT],
  scopes: ['crm_api'],
  redirectUris: [],
} as const;

type Given = Partial<NewOidcClient>;

describe('the settings of an OpenID client', () => {
  test('are good with an id, a name and a redirect URI, and then mean a web app with a secret', () => {
    const { redirectUris: _uris, ...client } = settings({});
    assert.deepEqual(client, {
      ...{ id: 'app', name: 'App', enabled: true, profile: 'standard', applicationType: 'web' },
      ...{ authMethod: 'client_secret', jwks: null, jwksUri: null, postLogoutRedirectUris: [] },
      backchannelLogoutUri: null,
      grantTypes: ['authorization_code', 'refresh_token'],
      scopes: ['openid', 'profile', 'email', 'offline_access'],
      ...{ resources: [], firstParty: false, idTokenAlgorithm: 'ES256', dpopBound: false, refreshGraceSeconds: 10 },
    });
    check({});
  });

  const GOOD: Readonly<Record<string, Given>> = {
    'a service without a browser': SERVICE,
    'a public client': { authMethod: 'none' },
    'a key of its own': { authMethod: 'private_key_jwt', jwks: { keys: [RSA] } },
    'keys at an address': { authMethod: 'private_key_jwt', jwksUri: 'https://app.example/jwks' },
    'the FAPI 2.0 profile': FAPI,
    'a native app': {
      applicationType: 'native',
      authMethod: 'none',
      redirectUris: ['com.example.app:/cb', 'http://127.0.0.1/cb', 'http://[::1]:81/cb', 'https://app.example/cb'],
    },
    'every other setting': {
      postLogoutRedirectUris: ['http://localhost:8080/out?a=b'],
      backchannelLogoutUri: 'http://127.0.0.1:3100/out',
      resources: ['https://api.example/v1', 'urn:example:api'],
      idTokenAlgorithm: 'RS256',
      dpopBound: true,
      refreshGraceSeconds: 0,
      profile: 'autoshares',
    },
  };
  for (const [name, given] of Object.entries(GOOD)) test(`are good of ${name}`, () => check(given));

  test('of the FAPI 2.0 profile always bind tokens to a key', () => {
    assert.equal(settings({ ...FAPI, dpopBound: false }).dpopBound, true);
  });

  for (const id of ['', 'a b', 'a:b', 'ä', '.', '..', '-a', '__proto__', 'a'.repeat(101), 'a/b', 'a%20', 'a\n', 7]) {
    test(`refuse the id ${JSON.stringify(id)}`, () => assert.equal(faultOf({ id }), 'id'));
  }

  for (const name of ['', '  ', 'a\nb', 'a\u202eb', 'a'.repeat(101), null]) {
    test(`refuse the name ${JSON.stringify(name)}`, () => assert.equal(faultOf({ name }), 'name'));
  }

  for (const [fault, given, field] of [
    ['no redirect URI for codes', { redirectUris: [] }, 'redirectUris'],
    ['redirect URIs without codes', { ...SERVICE, redirectUris: ['https://app.example/cb'] }, 'redirectUris'],
    ['the same redirect URI twice', { redirectUris: ['https://a.example/', 'https://a.example/'] }, 'redirectUris'],
    [
      'more than 20 redirect URIs',
      { redirectUris: Array.from({ length: 21 }, (_, n) => `https://a.example/${n}`) },
      'redirectUris',
    ],
    ['no grant', { grantTypes: [], redirectUris: [] }, 'grantTypes'],
    ['an unknown grant', { grantTypes: ['authorization_code', 'password'] }, 'grantTypes'],
    ['the implicit grant', { grantTypes: ['authorization_code', 'implicit'] }, 'grantTypes'],
    ['refreshing without codes', { grantTypes: ['refresh_token'], scopes: ['openid'], redirectUris: [] }, 'grantTypes'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['an unknown scope', { scopes: ['openid', 'admin'] }, 'scopes'],
    ['offline access without refreshing', { grantTypes: ['authorization_code'] }, 'scopes'],
    ['calls of the CRM API without client credentials', { scopes: ['openid', 'crm_api'] }, 'scopes'],
    [
      'client credentials of a public client',
      { authMethod: 'none', grantTypes: ['authorization_code', 'client_credentials'], scopes: ['openid'] },
      'grantTypes',
    ],
    [
      'one-time tokens of a public client',
      { authMethod: 'none', grantTypes: ['authorization_code', ONE_TIME_TOKEN_GRANT], scopes: ['openid'] },
      'grantTypes',
    ],
    ['FAPI 2.0 with a secret', { profile: 'fapi2' }, 'authMethod'],
    ['FAPI 2.0 with RS256', { ...FAPI, idTokenAlgorithm: 'RS256' }, 'idTokenAlgorithm'],
    ['FAPI 2.0 with keys for RS256 alone', { ...FAPI, jwks: { keys: [{ ...RSA, alg: 'RS256' }] } }, 'jwks'],
    [
      'FAPI 2.0 with a scheme of its own',
      { ...FAPI, applicationType: 'native', redirectUris: ['com.example.app:/cb'] },
      'redirectUris',
    ],
    ['an unknown profile', { profile: 'fapi1' }, 'profile'],
    ['a symmetric algorithm', { idTokenAlgorithm: 'HS256' }, 'idTokenAlgorithm'],
    ['no algorithm', { idTokenAlgorithm: 'none' }, 'idTokenAlgorithm'],
    ['a grace of 61 seconds', { refreshGraceSeconds: 61 }, 'refreshGraceSeconds'],
    ['a negative grace', { refreshGraceSeconds: -1 }, 'refreshGraceSeconds'],
    ['half a second of grace', { refreshGraceSeconds: 0.5 }, 'refreshGraceSeconds'],
    ['a resource with a fragment', { resources: ['https://api.example/#x'] }, 'resources'],
    ['a resource that is no address', { resources: ['api'] }, 'resources'],
  ] as const) {
    test(`refuse ${fault}`, () => assert.equal(faultOf(given), field));
  }
});

describe('row 26: the keys of a client', () => {
  const withKeys = (...keys: object[]) => ({ authMethod: 'private_key_jwt', jwks: { keys } });
  const privateEc = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const privateRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

  test('may hold one for ES256 beside others', () => check(withKeys(publicJwk('ec', 'P-384'), EC, RSA)));

  for (const [fault, given] of [
    ['there are none', { authMethod: 'private_key_jwt' }],
    ['the set is empty', withKeys()],
    ['they stand in two places', { ...withKeys(EC), jwksUri: 'https://app.example/jwks' }],
    ['one is a private EC key', withKeys(EC, { ...privateEc })],
    ['one is a private RSA key', withKeys(EC, { ...privateRsa })],
    ['one is a secret', withKeys(EC, { kty: 'oct', k: 'c2VjcmV0' })],
    ['one leads to a certificate elsewhere', withKeys({ ...EC, x5u: 'https://evil.example/' })],
    ['one leads to a set elsewhere', withKeys({ ...EC, jku: 'https://evil.example/' })],
    ['an RSA key has 1024 bits', withKeys(publicJwk('rsa', 1024))],
    ['an RSA key has the exponent 1', withKeys({ ...RSA, e: 'AQ' })],
    ['an EC key is on no curve', withKeys({ ...EC, x: EC.y })],
    ['none is for ES256 or PS256', withKeys(publicJwk('ec', 'P-384'))],
    ['none is for signatures', withKeys({ ...EC, use: 'enc' })],
    ['none is for verifying', withKeys({ ...EC, key_ops: ['encrypt'] })],
    ['one is for HS256', withKeys({ ...EC, alg: 'HS256' })],
    ['one has no type', withKeys({ x: EC.x, y: EC.y })],
    ['one is no object', { authMethod: 'private_key_jwt', jwks: { keys: ['x'] } }],
    ['they are a list', { authMethod: 'private_key_jwt', jwks: [EC] }],
    ['there are 11', withKeys(...Array.from({ length: 11 }, () => EC))],
    ['the client uses a secret', { jwks: { keys: [EC] } }],
  ] as const) {
    test(`are refused when ${fault}`, () => {
      const field = faultOf(given);
      assert.ok(field === 'jwks' || field === 'jwksUri', String(field));
    });
  }
});
