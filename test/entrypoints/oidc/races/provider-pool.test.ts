import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IssuerEngine } from '../../../../src/entrypoints/oidc/build-provider.ts';
import { issuerOf } from '../../../../src/entrypoints/oidc/issuer.ts';
import { createProviderPool } from '../../../../src/entrypoints/oidc/provider-pool.ts';
import { BridgeError } from '../../../../src/errors/bridge-error.ts';
import { createRateLimiterFactory } from '../../../../src/http/rate-limit.ts';
import { createLogger } from '../../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../../src/lib/telemetry.ts';
import { sampleBroker } from '../../../contracts/sample-records.ts';
import type { Answer } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import { APP, STAGE_BROKER } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser } from './oidc-app.ts';
import { startIssuer } from './start-issuer.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };
const MAIN = 'tradingtech_main';
const WHITE_LABELS = 60;
const MOST_PROVIDERS = 20;
const CHANGES = 4;

describe('the providers of white labels', () => {
  let bridge: TestBridge;
  let app: OidcApp;

  before(async () => {
    bridge = await startIssuer({ clients: [{ ...APP, ...APP_1, profile: 'autoshares' }] });
    app = oidcApp(bridge.url, APP_1);
  });
  after(() => bridge?.close());

  test('no request fails while the white label, its clients and its keys change again and again', async () => {
    const browser = await signedInBrowser(bridge.url);
    const { refreshToken } = await app.getTokens(browser);
    const { oidcClients, signingKeys, brokers } = bridge.app;
    const broker = () => brokers.get(STAGE_BROKER);
    const load = underLoad([
      () => app.refresh(refreshToken),
      () => app.post('/token/introspection', { token: refreshToken }),
      async () => app.redeem(await app.getCode(browser, 'openid')),
    ]);
    try {
      for (let round = 0; round < CHANGES; round += 1) {
        const id = `late-app-${round}`;
        const { secret } = await oidcClients.register(broker(), { ...APP, id, name: 'Late' });
        const late = oidcApp(bridge.url, { id, secret: secret ?? '' });
        assert.equal((await late.post('/token/introspection', { token: 'x' })).status, 200);
        await brokers.update(STAGE_BROKER, { displayName: `Name ${round}` });
        await signingKeys.rotate(broker(), 0);
        await oidcClients.update(broker(), id, { enabled: false });
        assert.equal((await late.post('/token/introspection', { token: 'x' })).status, 401);
      }
    } finally {
      load.stop();
    }
    const answers = await load.answers;
    assert.ok(answers.length >= CHANGES);
    for (const { status, text } of answers) assert.equal(status, 200, text);
  });

  test('a signing key that cannot be read is not covered up by the provider before, whose key was revoked', async () => {
    const { signingKeys, brokers, storage } = bridge.app;
    const broker = () => brokers.get(MAIN);
    const jwks = () => fetch(`${bridge.url}/b/${MAIN}/oidc/jwks`);
    assert.equal((await jwks()).status, 200);
    const [first] = await signingKeys.list(broker());
    const [waiting] = await signingKeys.rotate(broker());
    assert.ok(first && waiting);
    await storage.signingKeys.replaceSealed(MAIN, waiting.id, first.sealedPrivateJwk);
    await signingKeys.revoke(broker(), first.id);
    const { status } = await jwks();
    assert.equal(status, 503);
    await signingKeys.revoke(broker(), waiting.id);
    assert.equal((await jwks()).status, 200);
  });

  test('while a store is away the provider before serves on', async () => {
    const { brokers, oidcClients } = bridge.app;
    let isAway = false;
    const list: typeof oidcClients.list = (broker) =>
      isAway ? Promise.reject(new BridgeError('store_unavailable')) : oidcClients.list(broker);
    const pool = createProviderPool({ ...dependenciesOf(bridge), oidcClients: { ...oidcClients, list } });
    const get = () => pool.get(brokers.get(MAIN), issuerOf(brokers.get(MAIN), bridge.url, ''));
    const former = await get();
    await brokers.update(MAIN, { displayName: 'Another name' });
    isAway = true;
    assert.ok((await get()) === former);
    isAway = false;
    assert.ok((await get()) !== former);
  });

  test('row 30: are no more at once than the pool holds, and the ones before are forgotten', async () => {
    const { brokers, storage } = bridge.app;
    const names = Array.from({ length: WHITE_LABELS }, (_, index) => `wl_${index}`);
    for (const name of names) await storage.brokers.addBroker(sampleBroker(name, { whiteLabelOf: MAIN }));
    await brokers.refresh();
    const pool = createProviderPool(dependenciesOf(bridge), MOST_PROVIDERS);
    const get = (name: string) => {
      const broker = brokers.get(name);
      return pool.get(broker, issuerOf(broker, bridge.url, ''));
    };
    const made: WeakRef<IssuerEngine>[] = [];
    for (const name of names) made.push(new WeakRef(await get(name)));
    // The first one of each made its key, and so is followed by another.
    const last = names.at(-1) ?? '';
    const known = await get(last);
    assert.ok(known === (await get(last)), 'who was asked for last is there');
    collectGarbage();
    // What is under way in this moment may still hold one.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const alive = made.filter((reference) => reference.deref() !== undefined).length;
    assert.ok(alive <= MOST_PROVIDERS, `${alive} are alive`);
    assert.ok((await get(names[0] ?? '')).provider.issuer.endsWith('/b/wl_0/oidc'), 'and made again');
  });
});

function dependenciesOf({ app, clock, url }: TestBridge) {
  return {
    ...app,
    ...{ clock, log: createLogger('silent'), telemetry: silentTelemetry, webFetch: fetch },
    ...{ languages: ['en'], publicUrl: url, pages: NO_PAGES },
    createRateLimiter: createRateLimiterFactory(app.storage.expiring),
  };
}

const page = () => ({ kind: 'html' as const, headers: {}, body: '' });
const NO_PAGES = { fault: page, confirmLogout: page, loggedOut: page };

/** Does each of these again and again until it is stopped. */
function underLoad(works: readonly (() => Promise<Answer>)[]) {
  let isOver = false;
  const loops = works.map(async (work) => {
    const answers: Answer[] = [];
    while (!isOver) answers.push(await work());
    return answers;
  });
  const answers = Promise.all(loops).then((all) => all.flat());
  answers.catch(() => undefined);
  return {
    answers,
    stop() {
      isOver = true;
    },
  };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
