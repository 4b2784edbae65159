import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { platformCaller } from '../../../support/platform-caller.ts';
import { EVERYTHING, reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';

interface Statistics {
  readonly id: string;
  readonly pointSeconds: number;
  readonly total: Readonly<Record<string, unknown>>;
  readonly points: readonly Readonly<Record<string, unknown>>[];
}

describe('the overview', () => {
  const stage = useAdminStage();

  const statisticsOf = async (caller: { call: ReturnType<typeof stage>['owner']['call'] }, query: string) => {
    const { status, body, text } = await caller.call('GET', `/statistics?${query}`);
    assert.equal(status, 200, text);
    return body as unknown as Statistics;
  };

  async function exchangeOnce(brokerName: string): Promise<void> {
    const { app, url } = stage().bridge;
    const caller = platformCaller(url, brokerName);
    const token = await caller.crmApiToken();
    const code = await app.access.issueSignInToken(app.brokers.get(brokerName), 10345533, true);
    await caller.redeem(token, code);
    app.metrics.signIn('signed_in', brokerName);
    await app.statistics.addUp();
  }

  test('its address with a slash at the end leads to it', async () => {
    const browser = openConsole(stage().bridge.url, stage().owner);
    const { status, location } = await browser.get('/admin/');
    assert.deepEqual([status, location], [303, '/admin']);
  });

  test('what happened is in its minute, in the sum, and in no white label’s but its own', async () => {
    const { owner } = stage();
    await exchangeOnce('tradingtech_main');
    const one = await statisticsOf(owner, 'period=hour&brokerName=tradingtech_main');
    assert.deepEqual([one.id, one.pointSeconds, one.points.length], ['tradingtech_main', 60, 60]);
    assert.equal(one.total.exchangesOneTime, one.points.at(-1)?.exchangesOneTime);
    assert.ok(Number(one.total.exchangesOneTime) >= 1);
    assert.equal(one.points[0]?.exchangesOneTime, 0);
    const other = await statisticsOf(owner, 'period=hour&brokerName=tradingtech_wl_europe');
    assert.equal(other.total.exchangesOneTime, 0);
    const all = await statisticsOf(owner, 'period=hour');
    assert.equal(all.id, 'all');
    assert.equal(all.total.exchangesOneTime, one.total.exchangesOneTime);
  });

  test('each period has its own points, and says the same of what happened just now', async () => {
    const { owner } = stage();
    await exchangeOnce('tradingtech_main');
    const found = await Promise.all(
      ['hour', 'day', 'month', 'year'].map((period) => statisticsOf(owner, `period=${period}`)),
    );
    assert.deepEqual(
      found.map(({ pointSeconds, points }) => [pointSeconds, points.length]),
      [
        [60, 60],
        [300, 288],
        [21_600, 120],
        [86_400, 365],
      ],
    );
    for (const { total, points } of found) {
      assert.deepEqual(total.signIns, found[0]?.total.signIns);
      assert.equal(
        points.reduce((sum, { requests }) => sum + Number(requests), 0),
        total.requests,
      );
      assert.ok(Number(total.p95Ms) > 0);
    }
  });

  test('who reaches some sees the figures of those alone, and of others as if they were not there', async () => {
    const support = await stage().as('support', reachOfBroker('tradingtech_wl_europe'));
    await exchangeOnce('tradingtech_main');
    assert.equal((await statisticsOf(support, 'period=hour')).total.exchangesOneTime, 0);
    const answers = await Promise.all(
      ['tradingtech_main', 'there_is_none'].map((name) => support.call('GET', `/statistics?brokerName=${name}`)),
    );
    for (const { status, body } of answers) assert.deepEqual([status, body], [404, answers[0]?.body]);
    const page = await openConsole(stage().bridge.url, support).get('/admin?brokerName=tradingtech_main');
    assert.match(page.html, /There is no such white label/);
    const { body } = await support.call('GET', '/statistics/white-labels?period=day');
    assert.deepEqual(body.whiteLabels, { total: 1, disabled: 0 });
    assert.ok(!JSON.stringify(body).includes('tradingtech_main'));
  });

  test('the busiest white labels come first, with their state', async () => {
    await exchangeOnce('tradingtech_main');
    const { body } = await stage().owner.call('GET', '/statistics/white-labels?period=hour&limit=1');
    const [first] = body.items as { id: string; status: string; requests: number }[];
    assert.equal(first?.id, 'tradingtech_main');
    assert.equal(first?.status, 'enabled');
  });

  test('a period that there is not is refused with its name', async () => {
    const { status, body } = await stage().owner.call('GET', '/statistics?period=decade');
    assert.equal(status, 400);
    assert.equal((body.error as { field: string }).field, 'period');
  });

  test('the page shows figures, charts as tables and white labels, and keeps itself up to date', async () => {
    const { bridge } = stage();
    await exchangeOnce('tradingtech_main');
    const auditor = await stage().as('auditor', EVERYTHING);
    const { status, html } = await openConsole(bridge.url, auditor).get('/admin?period=hour');
    assert.equal(status, 200);
    for (const words of ['Sign-ins', 'Token exchanges', 'Deposits and withdrawals', 'Errors', 'Time to answer']) {
      assert.ok(html.includes(words), words);
    }
    assert.match(html, /hx-get="\/admin\/overview\/figures\?period=hour&amp;brokerName="/);
    assert.match(html, /href="\/admin\/white-labels\/tradingtech_main"/);
    const figures = await openConsole(bridge.url, auditor).get('/admin/overview/figures?period=hour&brokerName=');
    assert.match(figures.html, /<th scope="row">\d{4}-\d\d-\d\d \d\d:\d\d<\/th><td class="end">[1-9]/);
  });

  test('a period that nobody offers shows the last 24 hours', async () => {
    const { html } = await openConsole(stage().bridge.url, stage().owner).get('/admin?period=nonsense');
    assert.match(html, /<option value="day" selected>/);
  });
});
