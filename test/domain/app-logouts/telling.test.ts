import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createWebFetch } from '../../../src/backends/web/create-web-fetch.ts';
import type { EndedSession } from '../../../src/domain/app-logouts/app-logouts.ts';
import type { TellApp } from '../../../src/domain/app-logouts/logout-notice.ts';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { ENGINES, type StoreUrls } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { type LogoutReceiver, startLogoutReceiver } from './logout-receiver.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ISSUER = 'http://127.0.0.1:3000/b/tradingtech_main/oidc';

for (const { name, skip, open } of ENGINES) {
  describe(`telling apps of log-outs on ${name}`, { skip }, () => {
    const web = createWebFetch({ allowLoopback: true });
    let urls: StoreUrls;
    let bridge: TestBridge;
    let broker: Broker;
    let receiver: LogoutReceiver;

    before(async () => {
      urls = await open();
      bridge = await startTestBridge(urls);
      broker = bridge.app.brokers.get('tradingtech_main');
      const redirectUris = ['https://app.example/callback'];
      const backchannelLogoutUri = 'https://app.example/logout';
      const { oidcClients } = bridge.app;
      await oidcClients.register(broker, { id: 'app', name: 'App', redirectUris, backchannelLogoutUri });
      await oidcClients.register(broker, { id: 'other', name: 'Other', redirectUris, backchannelLogoutUri });
      await oidcClients.register(broker, { id: 'quiet', name: 'Quiet', redirectUris });
      await oidcClients.register(broker, { id: 'off', name: 'Off', redirectUris, backchannelLogoutUri });
      await oidcClients.update(broker, 'off', { enabled: false });
    });
    after(async () => {
      await web.close();
      await bridge.close();
    });
    beforeEach(async () => {
      receiver = await startLogoutReceiver();
    });
    afterEach(async () => {
      await receiver.close();
      bridge.clock.advance(HOUR_MS);
      while ((await bridge.app.appLogouts.deliverDue(async () => 'gone')) > 0);
    });

    const sessionOf = (...sids: readonly string[]): EndedSession => ({
      issuer: ISSUER,
      userId: 'user-1',
      apps: sids.map((sid) => ({ clientId: 'app', sid })),
    });
    const post = (...sids: readonly string[]) => bridge.app.appLogouts.post(broker, [sessionOf(...sids)]);
    const tell: TellApp = async ({ sid }) => {
      const answer = await web.fetch(receiver.url, { method: 'POST', body: sid });
      if (!answer.ok) throw Object.assign(new Error(`${receiver.url} said no`), { code: `HTTP_${answer.status}` });
      return 'told';
    };
    const deliver = () => bridge.app.appLogouts.deliverDue(tell);
    const linesWith = (words: string) => bridge.logLines.filter((line) => line.includes(words));

    test('row 36: an app that is away for a while is told once when it is back', async () => {
      await post('s1');
      receiver.answer = 503;
      assert.equal(await deliver(), 1);
      assert.equal(await deliver(), 0, 'it waits for its next turn');
      bridge.clock.advance(2 * SECOND_MS);
      assert.equal(await deliver(), 1);
      receiver.answer = 200;
      bridge.clock.advance(4 * SECOND_MS);
      assert.equal(await deliver(), 1);
      bridge.clock.advance(4 * DAY_MS);
      assert.equal(await deliver(), 0, 'what was told is gone');
      assert.deepEqual(receiver.told, ['s1', 's1', 's1']);
      const line = linesWith('an app could not be told').at(-1) ?? '';
      assert.match(line, /"reason":"Error HTTP_503"/);
      assert.doesNotMatch(line, /s1|user-1|said no/);
    });

    test('row 36: an app that refuses the connection, or takes it and does not answer, is told later', async () => {
      await post('s2');
      await receiver.close();
      assert.equal(await deliver(), 1);
      assert.match(linesWith('an app could not be told').at(-1) ?? '', /"reason":"Error ECONNREFUSED"/);
      receiver = await startLogoutReceiver();
      receiver.answer = 'hang';
      bridge.clock.advance(2 * SECOND_MS);
      const impatient = createWebFetch({ allowLoopback: true, timeoutMs: 2000 });
      const tried = bridge.app.appLogouts.deliverDue(async () => {
        await impatient.fetch(receiver.url, { method: 'POST', body: 's2' });
        return 'told';
      });
      assert.equal(await tried, 1);
      await impatient.close();
      receiver.answer = 200;
      bridge.clock.advance(4 * SECOND_MS);
      assert.equal(await deliver(), 1);
      assert.equal(receiver.told.length, 2);
    });

    test('row 36: the pauses double, up to an hour, no two notices share them, and after three days it is given up', async () => {
      const startedAtMs = bridge.clock.nowMs();
      const apps = [
        { clientId: 'app', sid: 's3' },
        { clientId: 'other', sid: 's4' },
      ];
      await bridge.app.appLogouts.post(broker, [{ issuer: ISSUER, userId: 'user-1', apps }]);
      const triedAtMs: Record<string, number[]> = { s3: [], s4: [] };
      const fail: TellApp = async ({ sid }) => {
        triedAtMs[sid]?.push(bridge.clock.nowMs() - startedAtMs);
        throw new Error('away');
      };
      for (let elapsedMs = 0; elapsedMs < 3 * DAY_MS + 2 * HOUR_MS; ) {
        await bridge.app.appLogouts.deliverDue(fail);
        const stepMs = elapsedMs < 130 * SECOND_MS ? SECOND_MS / 4 : 60 * SECOND_MS;
        bridge.clock.advance(stepMs);
        elapsedMs += stepMs;
      }
      const { s3 = [], s4 = [] } = triedAtMs;
      const pauses = s3.slice(1).map((atMs, index) => atMs - (s3[index] ?? 0));
      for (const [index, pauseMs] of pauses.entries()) {
        const wholeMs = Math.min(2 * SECOND_MS * 2 ** index, HOUR_MS);
        const stepMs = wholeMs < 60 * SECOND_MS ? SECOND_MS / 4 : 60 * SECOND_MS;
        assert.ok(pauseMs >= wholeMs * 0.75 && pauseMs <= wholeMs + stepMs, `pause ${index}: ${pauseMs} ms`);
      }
      assert.notDeepEqual(s3, s4);
      for (const last of [s3.at(-1) ?? 0, s4.at(-1) ?? 0]) {
        assert.ok(last > 3 * DAY_MS - 2 * HOUR_MS && last <= 3 * DAY_MS + 60 * SECOND_MS, String(last));
      }
      assert.equal(linesWith('given up after three days').length, 2);
    });

    test('only apps that are enabled and gave an address are told', async () => {
      const apps = ['app', 'other', 'quiet', 'off', 'nobody'].map((clientId) => ({ clientId, sid: `of-${clientId}` }));
      await bridge.app.appLogouts.post(broker, [{ issuer: ISSUER, userId: 'user-1', apps }]);
      const seen: object[] = [];
      const note: TellApp = async ({ brokerName, clientId, issuer, userId, sid, failures }) => {
        seen.push({ brokerName, clientId, issuer, userId, sid, failures });
        return 'told';
      };
      assert.equal(await bridge.app.appLogouts.deliverDue(note), 2);
      const expected = { brokerName: 'tradingtech_main', issuer: ISSUER, userId: 'user-1', failures: 0 };
      assert.deepEqual(
        new Set(seen),
        new Set([
          { ...expected, clientId: 'app', sid: 'of-app' },
          { ...expected, clientId: 'other', sid: 'of-other' },
        ]),
      );
    });

    test('row 28: an app of the same name at another white label is told nothing', async () => {
      const other = bridge.app.brokers.get('financialhouse_main');
      await bridge.app.appLogouts.post(other, [sessionOf('foreign')]);
      assert.equal(await deliver(), 0);
    });

    test('an app that is no more is not asked for again', async () => {
      await post('s5');
      assert.equal(await bridge.app.appLogouts.deliverDue(async () => 'gone'), 1);
      bridge.clock.advance(DAY_MS);
      assert.equal(await deliver(), 0);
    });

    test('an app that is away is not tried with all that waits for it before another app is told', async () => {
      await post(...Array.from({ length: 300 }, (_, index) => `away-${index}`));
      await bridge.app.appLogouts.post(broker, [
        { issuer: ISSUER, userId: 'user-1', apps: [{ clientId: 'other', sid: 'near' }] },
      ]);
      let tries = 0;
      const work = async () => {
        const tellOther: TellApp = async (notice) => {
          if (notice.clientId === 'other') return tell(notice);
          tries += 1;
          throw new Error('away');
        };
        while ((await bridge.app.appLogouts.deliverDue(tellOther)) > 0);
      };
      await work();
      assert.deepEqual(receiver.told, ['near']);
      assert.ok(tries <= 50, String(tries));
      bridge.clock.advance(HOUR_MS);
      const told = new Set<string>();
      const note: TellApp = async ({ sid }) => {
        told.add(sid);
        return 'told';
      };
      while ((await bridge.app.appLogouts.deliverDue(note)) > 0);
      assert.equal(told.size, 300);
    });

    test('two processes that tell at once tell each notice once', async () => {
      const another = await startTestBridge({
        ...urls,
        clock: bridge.clock,
        environment: { DATA_DIR: bridge.dataDir },
      });
      try {
        const sids = Array.from({ length: 60 }, (_, index) => `n${index}`);
        await post(...sids);
        const work = async ({ app }: TestBridge) => {
          while ((await app.appLogouts.deliverDue(tell)) > 0);
        };
        await Promise.all([work(bridge), work(another), work(bridge), work(another)]);
        assert.deepEqual(receiver.told.toSorted(), sids.toSorted());
      } finally {
        await another.close();
      }
    });

    test('a process that serves tells by itself, and once it has stopped it tells no more', async (t) => {
      const serving = await startTestBridge({
        ...urls,
        clock: bridge.clock,
        environment: { DATA_DIR: bridge.dataDir },
      });
      t.after(() => serving.close());
      const { appLogouts } = serving.app;
      const arrived = new Promise<string>((resolve) => {
        appLogouts.start(async ({ sid }) => {
          resolve(sid);
          return 'told';
        });
      });
      await appLogouts.post(broker, [sessionOf('by-itself')]);
      assert.equal(await arrived, 'by-itself');
      await appLogouts.stop();
      await appLogouts.post(broker, [sessionOf('later')]);
      assert.equal(await deliver(), 1);
      assert.deepEqual(receiver.told, ['later']);
    });
  });
}
