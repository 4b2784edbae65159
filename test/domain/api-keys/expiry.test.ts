import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { CRM, DAY_MS, MAIN, makeKey } from './key-stage.ts';

for (const engine of ENGINES) {
  describe(`word of API keys that end soon, on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    const announce = (bridge = here) => bridge.app.apiKeys.announceExpiring();
    async function toldAt(brokerName: string, objectId: string) {
      const { events, brokers } = here.app;
      const told = await events.list(brokers.get(brokerName), { objectId, limit: 10 });
      return told.map(({ type, data }) => ({ type, ...data }));
    }

    test('is posted once, 14 days before, whichever process looks', async () => {
      const { key } = await makeKey(here.app.apiKeys, { expiresInDays: 20 });
      here.clock.advance(6 * DAY_MS - 1);
      assert.equal(await announce(), 0);
      here.clock.advance(1);
      const [first, second] = await Promise.all([announce(), announce(there)]);
      assert.equal(first + second, 1);
      assert.equal(await announce(there), 0);
      const expiresAt = new Date(key.expiresAtMs ?? 0).toISOString();
      assert.deepEqual(await toldAt('tradingtech_main', key.id), [
        { type: 'api_key.expiring', apiKeyId: key.id, expiresAt },
      ]);
      assert.deepEqual(await toldAt('tradingtech_wl_europe', key.id), []);
    });

    test('is posted at every broker of the CRM that a key is of, and nowhere else', async () => {
      const { key } = await makeKey(here.app.apiKeys, { home: CRM, expiresInDays: 10 });
      assert.equal(await announce(), 1);
      const told = async (brokerName: string) => (await toldAt(brokerName, key.id)).length;
      assert.deepEqual(
        [await told('tradingtech_main'), await told('tradingtech_wl_europe'), await told('financialhouse_main')],
        [1, 1, 0],
      );
    });

    test('is not posted of a key that is revoked, has ended, or never ends', async () => {
      const { apiKeys } = here.app;
      const { key } = await makeKey(apiKeys, { expiresInDays: 10 });
      await apiKeys.revoke(MAIN, key.id);
      await makeKey(apiKeys, { expiresInDays: 1 });
      here.clock.advance(DAY_MS);
      assert.equal(await announce(), 0);
    });

    test('is posted again once a key got another end', async () => {
      const { apiKeys } = here.app;
      const { key } = await makeKey(apiKeys, { expiresInDays: 10 });
      assert.equal(await announce(), 1);
      await apiKeys.update(MAIN, key.id, { name: 'Another name alone' });
      assert.equal(await announce(), 0);
      await apiKeys.update(MAIN, key.id, { expiresInDays: 12 });
      assert.equal(await announce(), 1);
      await apiKeys.rotate(MAIN, key.id, { overlapSeconds: 0 });
      assert.equal(await announce(), 0);
      here.clock.advance(76 * DAY_MS);
      assert.equal(await announce(), 1);
      assert.equal((await toldAt('tradingtech_main', key.id)).length, 3);
    });

    test('is posted of more keys than one look takes', async () => {
      for (let made = 0; made < 101; made += 1) await makeKey(here.app.apiKeys, { expiresInDays: 5 });
      assert.equal(await announce(), 101);
    });

    test('comes by itself, from the start on', async (t) => {
      const { key } = await makeKey(here.app.apiKeys, { expiresInDays: 5 });
      t.after(() => there.app.apiKeys.stop());
      there.app.apiKeys.startAnnouncing();
      await there.app.apiKeys.stop();
      assert.equal((await toldAt('tradingtech_main', key.id)).length, 1);
    });
  });
}
