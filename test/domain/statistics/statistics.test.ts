import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gatherCounts } from '../../../src/domain/statistics/gather-counts.ts';
import { percentileMs } from '../../../src/domain/statistics/to-sums.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { LATENCY_BUCKETS, STATISTICS_STEPS } from '../../../src/lib/statistics-counts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { platformCaller, post } from '../../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const { minute, hour, day } = STATISTICS_STEPS;

function latencyOf(...counts: [bucket: number, count: number][]): number[] {
  const latency = new Array<number>(LATENCY_BUCKETS).fill(0);
  for (const [bucket, count] of counts) latency[bucket] = count;
  return latency;
}

describe('percentiles', () => {
  test('lie between the ends of their bucket, and the longest times count as its beginning', () => {
    assert.equal(percentileMs(latencyOf(), 0.5), null);
    assert.equal(percentileMs(latencyOf([0, 1]), 0.5), 2.5);
    assert.equal(percentileMs(latencyOf([1, 10]), 0.5), 7.5);
    assert.equal(percentileMs(latencyOf([0, 95], [5, 5]), 0.95), 5);
    assert.equal(percentileMs(latencyOf([0, 90], [5, 10]), 0.95), 175);
    assert.equal(percentileMs(latencyOf([LATENCY_BUCKETS - 1, 3]), 0.5), 5000);
  });
});

describe('counts in memory', () => {
  test('are by white label and minute, and are taken once', () => {
    const clock = createFakeClock(hour);
    const gathered = gatherCounts(clock);
    gathered.count('main', 'signIns');
    gathered.countRequest('main', 0.005);
    gathered.countRequest('main', 9);
    clock.advance(minute);
    gathered.count('main', 'signIns');
    const taken = gathered.take();
    assert.deepEqual(
      taken.map(({ startMs, counts }) => [startMs, counts.signIns]),
      [
        [hour, 1],
        [hour + minute, 1],
      ],
    );
    assert.deepEqual(taken[0]?.latency, latencyOf([0, 1], [LATENCY_BUCKETS - 1, 1]));
    assert.deepEqual(gathered.take(), []);
  });

  test('are by the hour when nobody has taken them for long, so that they stay few and none is lost', () => {
    const clock = createFakeClock(day);
    const gathered = gatherCounts(clock, 3);
    for (let count = 0; count < 180; count += 1) {
      gathered.count('main', 'signIns');
      clock.advance(minute);
    }
    const taken = gathered.take();
    assert.ok(taken.length <= 6);
    assert.equal(
      taken.reduce((sum, { counts }) => sum + counts.signIns, 0),
      180,
    );
  });
});

describe('statistics of a bridge', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
  });
  after(() => bridge.close());

  test('calls are counted at their white label, by what they were and how they ended, and staff’s requests are not', async () => {
    const { app, clock, url } = bridge;
    const main = platformCaller(url, 'tradingtech_main');
    const token = await main.crmApiToken();
    const broker = app.brokers.get('tradingtech_main');
    const code = await app.access.issueSignInToken(broker, 10345533, true);
    const { body } = await main.redeem(token, code);
    await main.authorize(token, String(body.accessToken));
    await main.redeem(token, code);
    await post(`${url}/b/tradingtech_wl_europe/oidc/token`);
    await fetch(`${url}/b/tradingtech_main/admin/nothing`);
    await fetch(`${url}/healthz`);
    await app.statistics.addUp();
    const query = {
      brokerNames: ['tradingtech_main', 'tradingtech_wl_europe'],
      fromMs: clock.nowMs(),
      toMs: clock.nowMs() + 1,
    };
    const [total, europe] = await app.statistics.totals(query);
    const { exchangesOneTime, exchangesAccess, exchangesFailed, clientErrors, serverErrors } = total ?? {};
    assert.deepEqual([exchangesOneTime, exchangesAccess, exchangesFailed], [1, 1, 1]);
    assert.deepEqual([clientErrors, serverErrors, total?.requests], [1, 0, 4]);
    assert.deepEqual([europe?.exchangesApp, europe?.exchangesFailed, europe?.requests], [0, 1, 1]);
    assert.ok((total?.p95Ms ?? 0) > 0);
    const [first] = await app.statistics.top({ ...query, brokerNames: null, by: 'requests', limit: 1 });
    assert.equal(first?.brokerName, 'tradingtech_main');
  });

  test('sign-ins are counted, good ones and others, and passwords that are proved once more are not', async () => {
    const { app, clock } = bridge;
    const broker = app.brokers.get('financialhouse_main');
    const { metrics } = app;
    for (const outcome of ['signed_in', 'signed_up', 'credentials_wrong', 'confirmed', 'password_wrong']) {
      metrics.signIn(outcome, broker.brokerName);
    }
    await app.statistics.addUp();
    const query = {
      brokerNames: [broker.brokerName],
      fromMs: clock.nowMs(),
      toMs: clock.nowMs() + 1,
      step: 'minute',
    } as const;
    const [point] = await app.statistics.series(query);
    assert.deepEqual([point?.signIns, point?.signInsFailed], [2, 1]);
  });

  test('a time that ends before it begins, or is too long for its step, is refused', async () => {
    const { series, totals } = bridge.app.statistics;
    const refused = (field: string) => (error: unknown) =>
      isBridgeError(error, 'parameter_invalid') && error.field === field;
    const all = { brokerNames: null, step: 'minute' } as const;
    await assert.rejects(series({ ...all, fromMs: 10, toMs: 10 }), refused('to'));
    await assert.rejects(series({ ...all, fromMs: Number.NaN, toMs: 10 }), refused('from'));
    await assert.rejects(series({ ...all, fromMs: 0, toMs: 3 * day }), refused('from'));
    await assert.rejects(totals({ ...all, fromMs: -1, toMs: 3 * day }), refused('from'));
    assert.equal((await series({ ...all, fromMs: 0, toMs: 366 * day, step: 'day' })).length, 366);
  });
});
