import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { withoutDependencies } from '../../../scripts/without-dependencies.ts';
import { describeCrmApi } from '../../../src/entrypoints/crm-api/describe-crm-api.ts';
import { crmApiRoutes } from '../../../src/entrypoints/crm-api/routes.ts';
import { holdAgainst, type Witness } from '../../support/hold-against-document.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';

const BROKER = { brokerName: 'tradingtech_main', brokerCrmName: 'tradingtech_crm' };
const routes = crmApiRoutes(withoutDependencies());

interface Sample {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** By the first address of each call: one that is answered, and one that is refused. */
const SAMPLES: Readonly<Record<string, (scene: Scene) => Promise<{ good: Sample; bad: Sample }>>> = {
  '/oauth2/crmApiToken': async () => ({
    good: { body: { ...BROKER, password: 'sandbox-password-tradingtech_main', other: 1 } },
    bad: { query: BROKER, body: { password: 'wrong' } },
  }),
  '/oauth2/onetime/authorize': async ({ token, platform }) => ({
    good: { query: { ...BROKER, ...token }, body: { code: await platform.signInToken({ keepMeLoggedIn: 'true' }) } },
    bad: { query: { ...BROKER, ...token }, body: { code: 'none' } },
  }),
  '/oauth2/authorize': async ({ token, crmApiToken, platform }) => {
    const code = await platform.signInToken({ keepMeLoggedIn: 'true' });
    const { body } = await platform.redeem(crmApiToken, code);
    return {
      good: { query: { ...BROKER, ...token }, body: { accessToken: body.accessToken } },
      bad: { query: BROKER, body: { accessToken: 'x' } },
    };
  },
  '/oauth2/onetime/generate': async ({ token }) => ({
    good: { query: { ...BROKER, ...token }, body: { userId: '10345533' } },
    bad: { query: token, body: { userId: 10345533 } },
  }),
  '/oauth2/logout': async ({ token }) => ({
    good: { query: { ...BROKER, ...token, userId: '10345533' } },
    bad: { query: { ...BROKER, ...token } },
  }),
};

interface Scene {
  readonly platform: ReturnType<typeof platformCaller>;
  readonly crmApiToken: string;
  /** As a parameter. */
  readonly token: { readonly token: string };
}

describe('calls 4.1 to 4.5 and their document', () => {
  let bridge: WiredBridge;
  let witness: Witness;
  let scene: Scene;

  before(async () => {
    bridge = await startWiredBridge();
    witness = holdAgainst(describeCrmApi(routes));
    const platform = platformCaller(bridge.url, BROKER.brokerName);
    const crmApiToken = await platform.crmApiToken();
    scene = { platform, crmApiToken, token: { token: crmApiToken } };
  });
  after(() => bridge.close());

  async function send(path: string, { query = {}, body }: Sample): Promise<number> {
    const address = `${bridge.url}${path}?${new URLSearchParams(query)}`;
    const headers = { 'Content-Type': 'application/json' };
    const { status } = await witness.fetch(address, {
      method: 'POST',
      ...(body ? { headers, body: JSON.stringify(body) } : {}),
    });
    return status;
  }

  for (const { paths, response } of routes) {
    for (const path of paths) {
      test(`${path} answers and refuses as the document says`, async () => {
        const samples = await SAMPLES[paths[0] ?? '']?.(scene);
        assert.ok(samples, 'there is no sample');
        assert.equal(await send(path, samples.good), response.status);
        assert.deepEqual(witness.last().faults, []);
        assert.ok((await send(path, samples.bad)) >= 400);
        assert.deepEqual(witness.last().faults, []);
      });
    }
  }
});
