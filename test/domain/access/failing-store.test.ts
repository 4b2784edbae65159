import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Access, createAccess } from '../../../src/domain/access/access.ts';
import { BridgeError } from '../../../src/errors/bridge-error.ts';
import type { ExpiringStore } from '../../../src/lib/expiring-store.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

/** Uses in-app tokens, so that a session has two of its own. */
const BROKER = 'financialhouse_main';
const USER_ID = 10345535;

let bridge: TestBridge;
let access: Access;
/** Operations that are still carried out before the store is gone for one. */
let answersLeft = Number.POSITIVE_INFINITY;

before(async () => {
  bridge = await startTestBridge();
  access = createAccess({ ...parts(), expiring: failOnce(bridge.app.storage.expiring) });
});
after(() => bridge.close());

/** What access needs, but its store. */
function parts() {
  const { brokers, users, keyRing, platform, appLogouts, oidcClients } = bridge.app;
  const quiet = { telemetry: silentTelemetry, log: createLogger('silent') };
  return { brokers, users, keyRing, appLogouts, oidcClients, identity: platform, clock: bridge.clock, ...quiet };
}

test('row 43: whichever operation of 4.2 the store fails at, the one-time token is not consumed', async () => {
  const broker = bridge.app.brokers.get(BROKER);
  let failures = 0;
  for (let answered = 0; ; answered += 1) {
    answersLeft = Number.POSITIVE_INFINITY;
    const token = await access.issueSignInToken(broker, USER_ID, true);
    answersLeft = answered;
    try {
      await access.redeemOneTimeToken(broker, token);
      break;
    } catch (error) {
      assert.ok(error instanceof BridgeError && error.code === 'store_unavailable');
      failures += 1;
    }
    const session = await access.redeemOneTimeToken(broker, token);
    assert.equal(session.platformUserId, USER_ID, `after ${answered} answers`);
    assert.ok(session.accessToken && session.inappToken);
  }
  assert.ok(failures >= 3, 'every operation was made to fail');
});

test('row 43: whichever operation of 4.5 the store fails at, the log-out can be repeated', async () => {
  const broker = bridge.app.brokers.get(BROKER);
  for (let answered = 0; ; answered += 1) {
    answersLeft = Number.POSITIVE_INFINITY;
    const token = await access.issueSignInToken(broker, USER_ID, true);
    const { accessToken } = await access.redeemOneTimeToken(broker, token);
    answersLeft = answered;
    try {
      await access.logOut(broker, USER_ID, accessToken);
      break;
    } catch (error) {
      assert.ok(error instanceof BridgeError && error.code === 'store_unavailable');
    }
    await access.logOut(broker, USER_ID, accessToken);
  }
});

test('row 3: what the losers of a race for one token wrote is forgotten again', async () => {
  answersLeft = Number.POSITIVE_INFINITY;
  const broker = bridge.app.brokers.get(BROKER);
  const issued: string[] = [];
  const { storage } = bridge.app;
  const watched: ExpiringStore = {
    ...storage.expiring,
    put(key, value, options) {
      if (key.kind === 'access-token') issued.push(key.id);
      return storage.expiring.put(key, value, options);
    },
  };
  const racing = createAccess({ ...parts(), expiring: watched });
  const token = await racing.issueSignInToken(broker, USER_ID, true);
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => racing.redeemOneTimeToken(broker, token)));
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  const kept = await Promise.all(
    issued.map((id) => storage.expiring.get({ partition: BROKER, kind: 'access-token', id })),
  );
  assert.equal(kept.filter((entry) => entry !== undefined).length, 1);
});

/** The real store, which does not answer once `answersLeft` operations are through, for one operation. */
function failOnce(store: ExpiringStore): ExpiringStore {
  function pass<Result>(operation: () => Promise<Result>): Promise<Result> {
    answersLeft -= 1;
    if (answersLeft !== -1) return operation();
    answersLeft = Number.POSITIVE_INFINITY;
    return Promise.reject(new BridgeError('store_unavailable', { retryAfterSeconds: 1 }));
  }
  return {
    ...store,
    put: (key, value, options) => pass(() => store.put(key, value, options)),
    get: (key) => pass(() => store.get(key)),
    takeOnce: (key) => pass(() => store.takeOnce(key)),
    dropGroup: (partition, group) => pass(() => store.dropGroup(partition, group)),
  };
}

test('a log-out that overtakes a 4.3 leaves no in-app token behind', async () => {
  const broker = bridge.app.brokers.get(BROKER);
  const { storage } = bridge.app;
  const inappTokens: string[] = [];
  let overtake = async () => {};
  const overtaken: ExpiringStore = {
    ...storage.expiring,
    async put(key, value, options) {
      if (key.kind === 'in-app-token') {
        await overtake();
        inappTokens.push(key.id);
      }
      return storage.expiring.put(key, value, options);
    },
  };
  const racing = createAccess({ ...parts(), expiring: overtaken });
  const { accessToken = '' } = await racing.redeemOneTimeToken(
    broker,
    await racing.issueSignInToken(broker, USER_ID, true),
  );
  overtake = () => racing.logOut(broker, USER_ID);
  await assert.rejects(racing.verifyAccessToken(broker, accessToken), { code: 'token_unknown' });
  for (const id of inappTokens) {
    assert.equal(await storage.expiring.get({ partition: BROKER, kind: 'in-app-token', id }), undefined);
  }
});

test('however often 4.3 is called, a session has few in-app tokens', async () => {
  const broker = bridge.app.brokers.get(BROKER);
  const { access: real } = bridge.app;
  const { accessToken = '' } = await real.redeemOneTimeToken(
    broker,
    await real.issueSignInToken(broker, USER_ID, true),
  );
  const tokens = new Set<string | undefined>();
  for (let day = 0; day < 30; day += 1) {
    for (let call = 0; call < 5; call += 1) tokens.add((await real.verifyAccessToken(broker, accessToken)).inappToken);
    bridge.clock.advance(86_400_000);
  }
  assert.ok(tokens.size <= 5, `${tokens.size} tokens`);
  const last = [...tokens].at(-1) ?? '';
  assert.match(await real.generateInappOneTimeToken(broker, USER_ID, last), /^ot_/);
});
