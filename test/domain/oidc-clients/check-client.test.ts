import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { checkClient } from '../../../src/domain/oidc-clients/check-client.ts';
import { completeClient } from '../../../src/domain/oidc-clients/complete-client.ts';
import type { NewOidcClient, OidcClientSettings } from '../../../src/domain/oidc-clients/oidc-client-registration.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';

const SANDBOX = { publicOnly: false, sandboxOrigin: 'http://192.168.1.5:3100' };
const PRODUCTION = { publicOnly: true, sandboxOrigin: null };

const EC = { ...publicJwk('ec'), kid: 'one', use: 'sig', alg: 'ES256' };
const RSA = publicJwk('rsa');
const FAPI = { profile: 'fapi2', authMethod: 'private_key_jwt', jwks: { keys: [EC] } } as const;
const SERVICE = {
  grantTypes: ['client_credentials', ONE_TIME_TOKEN_GRANT],
  scopes: ['crm_api'],
  redirectUris: [],
} as const;

function publicJwk(type: 'ec' | 'rsa', size: number | string = type === 'ec' ? 'P-256' : 2048) {
  const { publicKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: String(size) })
      : generateKeyPairSync('rsa', { modulusLength: Number(size) });
  return { ...publicKey.export({ format: 'jwk' }) };
}

type Given = Partial<NewOidcClient>;

function settings(given: object): OidcClientSettings {
  return completeClient({ id: 'app', name: 'App', redirectUris: ['https://app.example/cb'], ...given });
}

function check(given: object, rules: Parameters<typeof checkClient>[1] = SANDBOX): void {
  checkClient(settings(given), rules);
}

/** @returns The field at fault; `null` for a good client. */
function faultOf(given: object, rules = SANDBOX as Parameters<typeof checkClient>[1]): string | null {
  try {
    check(given, rules);
    return null;
  } catch (error) {
    if (!isBridgeError(error, 'client_invalid')) throw error;
    return error.field ?? '';
  }
}

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

describe('row 16: a redirect URI', () => {
  const BAD = [
    ...['https://app.example', 'https://APP.example/cb', 'HTTPS://app.example/cb', 'https://app.example:443/cb'],
    ...[
      'https://app.example/cb#x',
      'https://app.example/cb#',
      'https://user@app.example/cb',
      'https://@app.example/cb',
    ],
    ...['https://u:p@app.example/cb', 'https://*.app.example/cb', 'https://app.example/*', 'https://bücher.example/cb'],
    ...[
      'https://app.example/a/../cb',
      'https://app.example/%2e%2e/cb',
      'https://app.example\\cb',
      'https:app.example/cb',
    ],
    ...['https://app.example/c b', ' https://app.example/cb', 'https://app.example/cb\n', 'https://app.exa\tmple/cb'],
    ...['https://app.example/ü', 'https://app.example/cb\u0000', 'https://a;b.example/cb', 'https://a,b.example/cb'],
    ...['http://app.example/cb', 'http://127.0.0.1.evil.example/cb', 'http://localhost.evil.example/cb'],
    ...['http://127.0.0.2/cb', 'http://2130706433/cb', 'http://[::ffff:127.0.0.1]/cb', 'http://10.0.0.1/cb'],
    ...['/cb', 'cb', '', '//app.example/cb', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'],
    ...[
      'blob:https://app.example/x',
      'ftp://app.example/cb',
      'ws://app.example/cb',
      'about:blank',
      'intent://x/#I;end',
    ],
    `https://app.example/${'a'.repeat(2000)}`,
  ];
  for (const uri of BAD) {
    for (const applicationType of ['web', 'native'] as const) {
      test(`${JSON.stringify(uri.slice(0, 60))} of a ${applicationType} app is refused`, () => {
        assert.equal(faultOf({ applicationType, redirectUris: [uri] }), 'redirectUris');
        assert.equal(faultOf({ applicationType, postLogoutRedirectUris: [uri] }), 'postLogoutRedirectUris');
      });
    }
  }

  for (const uri of ['com.example.app:/cb', 'com.example.app://cb', 'com.example.app-2:/']) {
    test(`${uri} is for a native app only`, () => {
      check({ applicationType: 'native', redirectUris: [uri] });
      assert.equal(faultOf({ redirectUris: [uri] }), 'redirectUris');
    });
  }

  for (const uri of [
    'myapp:/cb',
    'myapp://cb',
    'com.example.app:cb',
    'Com.Example.App:/cb',
    '.example:/cb',
    'a.:/cb',
  ]) {
    test(`${uri} of a native app is refused, for it is not a domain name in reverse order`, () => {
      assert.equal(faultOf({ applicationType: 'native', redirectUris: [uri] }), 'redirectUris');
    });
  }

  test('https at the loopback interface is refused of a native app', () => {
    check({ redirectUris: ['https://localhost/cb'] });
    assert.equal(faultOf({ applicationType: 'native', redirectUris: ['https://localhost/cb'] }), 'redirectUris');
  });

  test('of the simulator may be http wherever it is, in sandbox mode alone', () => {
    const redirectUris = ['http://192.168.1.5:3100/oidc/callback'];
    check({ redirectUris });
    assert.equal(faultOf({ redirectUris: ['http://192.168.1.5:3101/oidc/callback'] }), 'redirectUris');
    assert.equal(faultOf({ redirectUris, applicationType: 'native' }), 'redirectUris');
    assert.equal(faultOf({ redirectUris }, PRODUCTION), 'redirectUris');
    check({ redirectUris: ['http://127.0.0.1:8080/cb'] }, PRODUCTION);
  });
});

describe('row 47: an address that the bridge calls for a client', () => {
  const both = (address: string) =>
    [
      ['backchannelLogoutUri', { backchannelLogoutUri: address }],
      ['jwksUri', { authMethod: 'private_key_jwt', jwksUri: address }],
    ] as const;

  for (const address of ['https://app.example/x', 'https://93.184.215.14/x']) {
    test(`${address} is good in every mode`, () => {
      for (const [, given] of both(address)) {
        check(given);
        check(given, PRODUCTION);
      }
    });
  }

  for (const address of [
    ...['http://127.0.0.1:3100/x', 'http://localhost/x', 'http://[::1]/x', 'http://192.168.1.5:3100/x'],
    ...[
      'https://127.0.0.1/x',
      'https://127.0.0.2/x',
      'https://localhost/x',
      'https://a.localhost./x',
      'https://[::1]/x',
    ],
  ]) {
    test(`${address} is refused in production mode`, () => {
      for (const [field, given] of both(address)) {
        check(given);
        assert.equal(faultOf(given, PRODUCTION), field);
      }
    });
  }

  for (const address of [
    ...['http://app.example/x', 'http://10.0.0.1/x', 'ftp://app.example/x', 'https://u:p@app.example/x', 'app', ''],
    ...['https://app.example/x#y', 'https://2130706433/x', 'file:///etc/passwd', 'https://app.example/\n'],
    ...['https://10.0.0.5/x', 'https://[fd00::1]/x', 'https://169.254.169.254/latest', 'https://[::ffff:a00:1]/x'],
    ...['https://192.168.1.5/x', 'https://[fec0::1]/x', 'https://0.0.0.0/x'],
  ]) {
    test(`${JSON.stringify(address)} is refused in every mode`, () => {
      for (const [field, given] of both(address)) {
        assert.equal(faultOf(given), field);
        assert.equal(faultOf(given, PRODUCTION), field);
      }
    });
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
