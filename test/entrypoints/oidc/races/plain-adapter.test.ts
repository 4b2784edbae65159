import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider';

const TIMES = 20;
const LATENCY_MS = 1;
const CODE_VERIFIER = 'one-verifier-for-all-of-these-tests-is-enough';
const REDIRECT_URI = 'https://app.example/callback';

/** Why our adapter spends with one compare-and-set: the engine looks first, and spends then. */
describe('the engine on an adapter that looks and spends in two steps', () => {
  let server: Server;
  let provider: Provider;
  let url = '';

  before(async () => {
    const entries = new Map<string, AdapterPayload>();
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    provider = new Provider(url, {
      adapter: () => plainAdapter(entries),
      clients: [{ client_id: 'app', client_secret: 'secret', redirect_uris: [REDIRECT_URI] }],
      findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
      issueRefreshToken: async () => false,
      features: { devInteractions: { enabled: false } },
    });
    server.on('request', provider.callback());
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test(`row 1: lets nearly all of ${TIMES} parallel redemptions of one code succeed`, async () => {
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
    const redeemed = answers.filter(({ status }) => status === 200).length;
    assert.ok(redeemed > 1, `${redeemed} redeemed it`);
  });
});

function plainAdapter(entries: Map<string, AdapterPayload>): Adapter {
  const late = async <Result>(work: () => Result): Promise<Result> => {
    await delay(LATENCY_MS);
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
