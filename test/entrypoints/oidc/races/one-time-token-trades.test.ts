import assert from 'node:assert/strict';
import { after, before as beforeAll, describe, test } from 'node:test';
import type { ExpiringKey, ExpiringStore } from '../../../../src/lib/expiring-store.ts';
import { ENGINES } from '../../../support/engines.ts';
import type { Answer } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import { APP, STAGE_BROKER, STAGE_USER_ID } from '../clients/oidc-stage.ts';
import { oidcApp } from './oidc-app.ts';
import { interfere } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const ONE_TIME_TOKEN_GRANT = 'urn:drawbridge:params:oauth:grant-type:one-time-token';
const BACK_END = { id: 'back-end', secret: 'the-secret-of-a-back-end' };

for (const { name, skip, open } of ENGINES) {
  describe(`a one-time token that two apps trade at once, on ${name}`, { skip }, () => {
    let bridge: TestBridge;

    beforeAll(async () => {
      const clients = [{ ...APP, ...BACK_END, grantTypes: [...(APP.grantTypes ?? []), ONE_TIME_TOKEN_GRANT] } as const];
      bridge = await startIssuer({ ...(await open()), clients });
    });
    after(() => bridge?.close());

    test('row 3: who comes second has written a token by then; it is taken back', async () => {
      const { access, brokers, storage } = bridge.app;
      const { expiring } = storage;
      const app = oidcApp(bridge.url, BACK_END);
      const token = await access.issueSignInToken(brokers.get(STAGE_BROKER), STAGE_USER_ID, true);
      const trade = () => app.post('/token', { grant_type: ONE_TIME_TOKEN_GRANT, token, scope: 'openid' });

      const { keys, stopNoting } = noteWritten(expiring, 'app-access-token');
      let won: Answer | undefined;
      let hasCome = false;
      const takeBack = interfere(expiring, async (operation) => {
        if (operation !== 'takeOnce' || hasCome) return;
        hasCome = true;
        won = await trade();
      });
      const lost = await trade();
      takeBack();
      stopNoting();

      assert.equal(won?.status, 200, won?.text);
      assert.deepEqual([lost.status, lost.body.error], [400, 'invalid_grant'], lost.text);
      assert.equal(keys.length, 2, 'both had written one');
      const kept = await Promise.all(keys.map((key) => expiring.get(key)));
      assert.deepEqual(
        kept.map((found) => found !== undefined),
        [false, true],
      );
      assert.equal(await app.isActive(String(won?.body.access_token)), true);
    });
  });
}

/** Under which keys something of this kind is written from now on. */
function noteWritten(store: ExpiringStore, kind: string) {
  const keys: ExpiringKey[] = [];
  const { put } = store;
  store.put = (key, ...rest) => {
    if (key.kind === kind) keys.push(key);
    return put.call(store, key, ...rest);
  };
  return { keys, stopNoting: () => void Object.assign(store, { put }) };
}
