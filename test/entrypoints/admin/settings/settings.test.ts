import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { samplePayment, sampleUser } from '../../../contracts/sample-records.ts';
import { EVERYTHING, reachOfBroker, reachOfCrm, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';

const SECRET = 'a-secret-that-nobody-sees';

describe('settings and health', () => {
  const stage = useAdminStage(async () => ({
    environment: {
      METRICS_TOKEN: `${SECRET}-token`,
      ENCRYPTION_KEYS: `main:${Buffer.alloc(32, 7).toString('base64')}`,
      LOG_LEVEL: 'warn',
    },
  }));

  test('settings are shown with where they come from, and secrets never', async () => {
    const { status, body, text } = await stage().owner.call('GET', '/settings');
    assert.equal(status, 200, text);
    const settings = body.settings as { variable: string; value: string | null; source: string; isSecret: boolean }[];
    const shownAs = (variable: string) => {
      const { value, source, isSecret } = settings.find((one) => one.variable === variable) ?? {};
      return [value, source, isSecret];
    };
    assert.deepEqual(shownAs('LOG_LEVEL'), ['warn', 'environment', false]);
    assert.deepEqual(shownAs('PLATFORM_TIMEOUT_SECONDS'), ['8', 'default', false]);
    assert.deepEqual(shownAs('METRICS_TOKEN'), [null, 'environment', true]);
    assert.deepEqual(shownAs('ENCRYPTION_KEYS'), [null, 'environment', true]);
    assert.ok(!text.includes(SECRET) && !text.includes(Buffer.alloc(32, 7).toString('base64')));
    assert.deepEqual(body.encryptionKeys, [{ id: 'main', isCurrent: true }]);
  });

  test('health says which stores answer and that the tables are up to date', async () => {
    const { body } = await stage().owner.call('GET', '/health');
    assert.deepEqual(
      [body.records, body.expiring],
      [
        { engine: 'sqlite', answers: true },
        { engine: 'sqlite', answers: true },
      ],
    );
    const migrations = body.migrations as { id: string; appliedAt: string | null }[];
    assert.ok(migrations.length > 20 && migrations.every(({ appliedAt }) => appliedAt !== null));
  });

  test('each white label says how its platform answers, and which key sealed what', async () => {
    const { metrics } = stage().bridge.app;
    metrics.platformCall('3.1', 'platform_unavailable', 'financialhouse_main', 0.1);
    const { body } = await stage().owner.call('GET', '/health/white-labels?limit=1');
    const [first] = body.items as { id: string; platform: { failures: number }; managerPassword: string }[];
    assert.deepEqual([first?.id, first?.platform.failures], ['financialhouse_main', 1]);
    assert.equal(first?.managerPassword, 'current-key');
    const { body: next } = await stage().owner.call('GET', `/health/white-labels?cursor=${body.nextCursor}`);
    assert.ok((next.items as { id: string }[]).every(({ id }) => id > 'financialhouse_main'));
  });

  test('who reaches some white labels only sees nothing of it', async () => {
    const admin = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    for (const path of ['/settings', '/health', '/health/white-labels']) {
      assert.equal((await admin.call('GET', path)).status, 403, path);
    }
    assert.equal((await openConsole(stage().bridge.url, admin).get('/admin/settings')).status, 403);
  });

  describe('what waits', () => {
    const home = 'tradingtech_main';

    async function backlogsOf(caller: StaffCaller, query = '') {
      const { status, body, text } = await caller.call('GET', `/health/backlogs${query}`);
      assert.equal(status, 200, text);
      return body as Readonly<
        Record<string, { count: number; oldestAt: string | null; oldestAgeSeconds: number | null }>
      >;
    }

    function letter(id: string, brokerName: string, createdAtMs: number) {
      const entry = { id, brokerName, kind: 'welcome', sealedLetter: 'sealed', failures: 0, createdAtMs } as const;
      return stage().bridge.app.storage.mailOutbox.add(entry);
    }

    let nowMs: number;
    before(async () => {
      const { app, clock } = stage().bridge;
      nowMs = clock.nowMs();
      await letter('old', home, nowMs - 120_000);
      await letter('young', home, nowMs);
      const user = sampleUser(home, 'of-backlogs');
      await app.storage.users.add(user);
      const lost = { state: 'unconfirmed', createdAtMs: nowMs - 5000 } as const;
      await app.storage.payments.add(samplePayment(user, 'p-of-backlogs', lost));
      const { webhook } = await app.webhooks.subscribe(app.brokers.get(home), { url: 'https://systems.example/' });
      await app.webhooks.ping(app.brokers.get(home), webhook.id);
    });

    test('letters, deliveries and payments are counted, with the age of the oldest', async () => {
      const { letters, deliveries, deadDeliveries, unconfirmedPayments, appLogouts } = await backlogsOf(stage().owner);
      const oldestAt = new Date(nowMs - 120_000).toISOString();
      assert.deepEqual(letters, { count: 2, oldestAt, oldestAgeSeconds: 120 });
      assert.deepEqual([deliveries?.count, unconfirmedPayments?.oldestAgeSeconds], [1, 5]);
      for (const none of [deadDeliveries, appLogouts]) {
        assert.deepEqual(none, { count: 0, oldestAt: null, oldestAgeSeconds: null });
      }
    });

    test('row 28: who reaches some white labels sees what waits there alone', async () => {
      const far = await stage().as('support', reachOfBroker('financialhouse_main'));
      for (const query of ['', `?brokerName=${home}`, '?brokerName=there_is_none']) {
        const { letters, deliveries, unconfirmedPayments } = await backlogsOf(far, query);
        assert.deepEqual([letters?.count, deliveries?.count, unconfirmedPayments?.count], [0, 0, 0], query);
      }
      const near = await backlogsOf(await stage().as('support', reachOfBroker(home)));
      assert.deepEqual([near.letters?.count, near.deliveries?.count], [2, 1]);
      assert.equal((await backlogsOf(stage().owner, '?brokerName=financialhouse_main')).letters?.count, 0);
    });

    test('the page says so, and leads to the payments', async () => {
      const { html } = await openConsole(stage().bridge.url, stage().owner).get('/admin/settings');
      assert.match(html, /Letters to traders.*2.*the oldest for 2 min.*Log-outs/s);
      assert.match(html, /href="\/admin\/payments\?state=unconfirmed"/);
    });
  });

  test('the page shows all of it, without a secret', async () => {
    const auditor = await stage().as('auditor', EVERYTHING);
    const { status, html } = await openConsole(stage().bridge.url, auditor).get('/admin/settings');
    assert.equal(status, 200);
    for (const words of ['PUBLIC_URL', 'SQLite', 'Up to date', 'set, not shown', 'tradingtech_main', 'main (seals)']) {
      assert.ok(html.includes(words), words);
    }
    assert.ok(!html.includes(SECRET));
  });
});
