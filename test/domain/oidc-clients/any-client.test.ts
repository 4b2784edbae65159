import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkClient } from '../../../src/domain/oidc-clients/check-client.ts';
import { completeClient } from '../../../src/domain/oidc-clients/complete-client.ts';
import type { NewOidcClient, OidcClientSettings } from '../../../src/domain/oidc-clients/oidc-client-registration.ts';
import { registerClient } from '../../../src/domain/oidc-clients/register-client.ts';
import { type BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { OIDC_GRANT_TYPES, OIDC_SCOPES } from '../../../src/lib/oidc-vocabulary.ts';
import { sampleBroker } from '../../contracts/sample-records.ts';

const RULES = { publicOnly: false, sandboxOrigin: null };
const BROKER = { ...sampleBroker('main'), revision: 1 };

/** Goes as far as the store, which keeps nothing. */
const DEPENDENCIES = {
  store: {
    add: async () => true,
    list: async () => [],
    listOf: async () => [],
    find: async () => undefined,
    change: async () => undefined,
  },
  brokers: { refresh: async () => undefined },
  addressRules: RULES,
  clock: { nowMs: () => 1_800_000_000_000 },
  log: createLogger('silent'),
};

const GOOD: Record<string, unknown> = { id: 'app', name: 'App', redirectUris: ['https://app.example/cb'] };
const FIELDS = [...Object.keys(completeClient(GOOD as unknown as NewOidcClient)), 'secret'];

async function outcomeOf(json: unknown): Promise<'kept' | 'refused'> {
  try {
    await registerClient(DEPENDENCIES, BROKER, json as NewOidcClient);
    return 'kept';
  } catch (error) {
    assert.ok(isBridgeError(error, 'client_invalid'), String(error));
    assert.ok((error as BridgeError).field, 'the field is named');
    return 'refused';
  }
}

/** What people write nearly right. */
const uri = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'HTTPS://', 'com.example.app:/', 'javascript:', '//', ''),
    fc.constantFrom('', 'u@', 'u:p@', '@'),
    fc.constantFrom('app.example', 'localhost', '127.0.0.1', '[::1]', '10.0.0.1', 'ü.example', '*.example', ''),
    fc.constantFrom('', ':443', ':0', ':99999', ':x'),
    fc.oneof(fc.constantFrom('/', '/cb', '/../cb', '/%2e/cb', '?a=b', '/#x', '/\\x'), fc.string({ unit: 'binary' })),
  )
  .map((parts) => parts.join(''));

describe('row 46: any JSON as an OpenID client', () => {
  test('is refused by its field, and never crashes', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (json) => (await outcomeOf(json)) === 'refused'));
  });

  test('in one field of a good client is taken or refused by its field', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.array(uri), uri, fc.constantFrom('none', 'native', 'fapi2', null, true));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FIELDS), value, async (field, given) => {
        await outcomeOf({ ...GOOD, [field]: given });
      }),
      { numRuns: 1000 },
    );
  });

  test('as a key is taken or refused by its field', async () => {
    const member = fc.constantFrom('kty', 'crv', 'x', 'y', 'n', 'e', 'd', 'k', 'use', 'alg', 'key_ops', 'x5c', 'jku');
    const value = fc.oneof(
      fc.constantFrom('EC', 'RSA', 'OKP', 'oct', 'P-256', 'Ed25519', 'AQAB', 'AA'),
      fc.jsonValue(),
    );
    const keys = fc.array(fc.dictionary(member, value), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(keys, async (some) => {
        await outcomeOf({ ...GOOD, authMethod: 'private_key_jwt', jwks: { keys: some } });
      }),
      { numRuns: 500 },
    );
  });

  test('of good types is served as it is written when it is taken', async () => {
    const client = fc.record({
      applicationType: fc.constantFrom('web' as const, 'native' as const),
      authMethod: fc.constantFrom('client_secret' as const, 'none' as const),
      grantTypes: fc.subarray([...OIDC_GRANT_TYPES]),
      scopes: fc.subarray([...OIDC_SCOPES]),
      redirectUris: fc.uniqueArray(uri, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(client, (given) => {
        const settings: OidcClientSettings = completeClient({ id: 'app', name: 'App', ...given });
        try {
          checkClient(settings, RULES);
        } catch (error) {
          assert.ok(isBridgeError(error, 'client_invalid'));
          return;
        }
        for (const redirectUri of settings.redirectUris) {
          const { href, protocol, hostname, username, hash } = new URL(redirectUri);
          assert.deepEqual([href, username, hash], [redirectUri, '', '']);
          assert.ok(protocol !== 'http:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
        }
        if (settings.authMethod !== 'none') return;
        assert.ok(settings.grantTypes.every((grant) => grant === 'authorization_code' || grant === 'refresh_token'));
        assert.ok(!settings.scopes.includes('crm_api'));
      }),
      { numRuns: 1000 },
    );
  });
});
