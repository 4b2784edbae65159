import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Provider } from 'oidc-provider';
import { checkClient } from '../../../src/domain/oidc-clients/check-client.ts';
import { completeClient } from '../../../src/domain/oidc-clients/complete-client.ts';
import type { OidcClientSettings } from '../../../src/domain/oidc-clients/oidc-client-registration.ts';
import { OWN_CLIENT_FIELDS, toClientMetadata } from '../../../src/entrypoints/oidc/client-metadata.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { OIDC_GRANT_TYPES, OIDC_SCOPES, ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';

const EC = newKey('ec').publicKey;
const ED = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
const URIS = [
  ...['https://app.example/', 'https://localhost/cb', 'https://xn--bcher-kva.example/cb', 'https://app.example/%20;,='],
  ...['http://localhost/cb', 'http://[::1]:99/cb', 'http://127.0.0.1:1/?a=b', 'com.example.app:/x', 'com.a-b.c://x/?y'],
];

function newKey(type: 'ec' | 'rsa') {
  const pair =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { publicKey: pair.publicKey.export({ format: 'jwk' }), privateKey: pair.privateKey.export({ format: 'jwk' }) };
}

/** The engine with every feature that puts demands on clients. */
function startEngine(): Provider {
  const provider = new Provider('http://127.0.0.1', {
    scopes: [...OIDC_SCOPES],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256'] },
    extraClientMetadata: { properties: OWN_CLIENT_FIELDS },
    jwks: { keys: [newKey('ec').privateKey, newKey('rsa').privateKey] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      dPoP: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
  });
  provider.registerGrantType(ONE_TIME_TOKEN_GRANT, async () => undefined, []);
  return provider;
}

const uris = (maxLength: number) => fc.uniqueArray(fc.constantFrom(...URIS), { maxLength });
const anyClient = fc.record({
  applicationType: fc.constantFrom('web' as const, 'native' as const),
  authMethod: fc.constantFrom('client_secret' as const, 'private_key_jwt' as const, 'none' as const),
  profile: fc.constantFrom('standard' as const, 'fapi2' as const, 'autoshares' as const),
  idTokenAlgorithm: fc.constantFrom('ES256' as const, 'RS256' as const),
  // Often what goes with the rest, so that many are good.
  grantTypes: fc.oneof(
    fc.subarray([...OIDC_GRANT_TYPES]),
    fc.constant(['authorization_code', 'refresh_token'] as const),
  ),
  scopes: fc.oneof(fc.subarray([...OIDC_SCOPES]), fc.constant(['openid', 'offline_access'] as const)),
  redirectUris: uris(2),
  postLogoutRedirectUris: uris(1),
  backchannelLogoutUri: fc.constantFrom(null, 'http://127.0.0.1:1/out', 'https://app.example/out'),
  jwks: fc.constantFrom(null, { keys: [{ ...EC }] }, { keys: [{ ...EC, kid: 'a', x5c: ['AA'] }, { ...ED }] }),
  jwksUri: fc.constantFrom(null, null, 'https://app.example/jwks'),
});

describe('any OpenID client that is kept', () => {
  test('is one that the engine serves', () => {
    const { Client } = startEngine();
    const build = Client as unknown as new (metadata: object) => object;
    let served = 0;
    for (const given of fc.sample(anyClient, 10_000)) {
      const client: OidcClientSettings = completeClient({ id: 'app', name: 'App', ...given });
      if (!isKept(client)) continue;
      const record = { ...client, brokerName: 'main', secrets: [], tokensRevokedAtMs: null, createdAtMs: 1 };
      assert.doesNotThrow(() => new build(toClientMetadata(record)), JSON.stringify(client));
      served += 1;
    }
    assert.ok(served > 50, `only ${served} were good`);
  });
});

function isKept(client: OidcClientSettings): boolean {
  try {
    checkClient(client, { publicOnly: false, sandboxOrigin: null });
    return true;
  } catch (error) {
    assert.ok(isBridgeError(error, 'client_invalid'));
    return false;
  }
}
