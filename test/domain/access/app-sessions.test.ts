import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newSecret } from '../../../src/lib/secrets.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const BROKER = 'tradingtech_main';
const USER_ID = 10345533;
const TEN_MINUTES_MS = 600_000;
const HALF_A_DAY_MS = 12 * 3_600_000;

for (const { name, skip, open } of ENGINES) {
  describe(`sessions at the issuer, as they are kept on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    before(async () => {
      bridge = await startTestBridge(await open());
    });
    after(() => bridge?.close());

    const broker = () => bridge.app.brokers.get(BROKER);
    const nowSeconds = () => Math.floor(bridge.clock.nowMs() / 1000);

    async function save(userId: string | null, signedInAt = nowSeconds()): Promise<string> {
      const session = { sessionId: newSecret(16), userId, signedInAt, method: 'password', provider: {} } as const;
      const id = newSecret();
      await bridge.app.access.appSessions.save(broker(), id, session, undefined);
      return id;
    }

    async function livesFor(id: string, milliseconds: number): Promise<void> {
      const { appSessions } = bridge.app.access;
      bridge.clock.advance(milliseconds - 1000);
      assert.ok(await appSessions.find(broker(), id));
      bridge.clock.advance(1000);
      assert.equal(await appSessions.find(broker(), id), undefined);
    }

    test('a session in which nobody is signed in is kept for ten minutes from its beginning, a trader’s for twelve hours', async () => {
      await livesFor(await save(null), TEN_MINUTES_MS);
      const user = await bridge.app.users.findByPlatformUserId(BROKER, USER_ID);
      assert.ok(user);
      await livesFor(await save(user.id), HALF_A_DAY_MS);
    });

    test('what nobody is signed in to is not kept longer by being used', async () => {
      const { appSessions } = bridge.app.access;
      const id = await save(null);
      bridge.clock.advance(TEN_MINUTES_MS / 2);
      const found = await appSessions.find(broker(), id);
      assert.ok(found);
      await appSessions.save(broker(), id, { ...found, provider: { state: {} } }, { id, record: found });
      await livesFor(id, TEN_MINUTES_MS / 2);
    });

    test('two requests that found the same session both note their apps, and drop what they drop', async () => {
      const { appSessions } = bridge.app.access;
      const user = await bridge.app.users.findByPlatformUserId(BROKER, USER_ID);
      const id = await save(user?.id ?? null);
      const note = async (apps: object, known: Awaited<ReturnType<typeof appSessions.find>>) => {
        assert.ok(known);
        await appSessions.save(broker(), id, { ...known, provider: { authorizations: apps } }, { id, record: known });
      };
      const apps = async () => (await appSessions.find(broker(), id))?.provider?.authorizations;
      const first = await appSessions.find(broker(), id);
      await note({ one: { sid: '1' } }, first);
      await note({ two: { sid: '2' } }, first);
      assert.deepEqual(await apps(), { one: { sid: '1' }, two: { sid: '2' } });
      await note({ two: { sid: '2' } }, await appSessions.find(broker(), id));
      assert.deepEqual(await apps(), { two: { sid: '2' } });
    });
  });
}
