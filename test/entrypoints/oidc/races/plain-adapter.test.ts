import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider';

const TIMES = 20;
/** The longer it is, the less it matters how quick the machine is. */
const LATENCIES = [
  { latencyMs: 1, atLeast: 2 },
  { latencyMs: 100, atLeast: 15 },
];
const CODE_VERIFIER = 'one-verifier-for-all-of-these-tests-is-enough';
const REDIRECT_URI = 'https://app.example/callback';

/** Why our adapter spends with one compare-and-set: the engine looks first, and spends then. */
describe('the engine on an adapter that looks and spends in two steps', () => {
  const latency = { ms: 0 };
  let server: Server;
  let provider: Provider;
  let url = '';

  before(async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const entries = new Map<string, AdapterPayload>();
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    provider = new Provider(url, {
      adapter: () => plainAdapter(entries, latency),
      clients: [{ client_id: 'app', client_secret: 'secret', redirect_uris: [REDIRECT_URI] }],
      findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
      issueRefreshToken: async () => false,
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60 },
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'key', use: 'sig', alg: 'RS256' }] },
      features: { devInteractions: { enabled: false } },
    });
    server.on('request', provider.callback());
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  for (const { latencyMs, atLeast } of LATENCIES) {
    test(`row 1: lets at least ${atLeast} of ${TIMES} parallel redemptions succeed with ${latencyMs} ms of latency`, async (t) => {
      latency.ms = latencyMs;
      const redeemed = await redeemAtOnce();
      t.diagnostic(`${redeemed} of ${TIMES} redeemed it`);
      assert.ok(redeemed >= atLeast, `${redeemed} redeemed it`);
    });
  }

  /** @returns How many got something. */
  async function redeemAtOnce(): Promise<number> {
    const grant = new provider.Grant({ clientId: 'app', accountId: 'somebody' });
    grant.addOIDCScope('openid');
    const grantId = await grant.save();
    const client = await provider.Client.find('app');
    assert.ok(client);
    const code = await new provider.AuthorizationCode({
      ...{
        client,
        accountId: 'somebody',
        grantId,
        redirectUri: REDIRECT_URI,
        scope: 'openid',
        gty: 'authorization_code',
      },
      ...{ codeChallenge: createHash('sha256').update(CODE_VERIFIER).digest('base64url'), codeChallengeMethod: 'S256' },
    }).save();
    const answers = await Promise.all(
      Array.from({ length: TIMES }, () =>
        fetch(`${url}/token`, {
          method: 'POST',
          headers: { Authorization: `Basic ${Buffer.from('app:secret').toString('base64')}` },
          body: new URLSearchParams({
            ...{ grant_type: 'authorization_code', code },
            ...{ redirect_uri: REDIRECT_URI, code_verifier: CODE_VERIFIER },
          }),
        }),
      ),
    );
    return answers.filter(({ status }) => status === 200).length;
  }
});

function plainAdapter(entries: Map<string, AdapterPayload>, latency: { readonly ms: number }): Adapter {
  const late = async <Result>(work: () => Result): Promise<Result> => {
    await delay(latency.ms);
    return work();
  };
  return {
    upsert: (id, payload) => late(() => void entries.set(id, payload)),
    find: (id) => late(() => entries.get(id) && { ...entries.get(id) }),
    consume: (id) => late(() => void entries.set(id, { ...entries.get(id), consumed: 1 })),
    destroy: (id) => late(() => void entries.delete(id)),
    revokeByGrantId: (grantId) =>
      late(() => {
        for (const [id, payload] of entries) if (payload.grantId === grantId) entries.delete(id);
      }),
    async findByUid() {},
    async findByUserCode() {},
  };
}
