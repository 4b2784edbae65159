import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type GatheredCounts, gatherCounts } from '../../src/domain/statistics/gather-counts.ts';
import { createStatistics, type Statistics } from '../../src/domain/statistics/statistics.ts';
import type { StatisticsStore } from '../../src/domain/statistics/statistics-store.ts';
import { BridgeError, isBridgeError } from '../../src/errors/bridge-error.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { STATISTICS_STEPS } from '../../src/lib/statistics-counts.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, samplePayment, sampleUser } from './sample-records.ts';

const { minute, hour, day } = STATISTICS_STEPS;
/** The last second of a day. */
const EVENING = Date.UTC(2027, 4, 31, 23, 59, 59);
const MIDNIGHT = EVENING + 1000;

interface Process {
  readonly statistics: Statistics;
  readonly gathered: GatheredCounts;
}

/** What statistics must do on every store of records. */
export function statisticsStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`statistics on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let clock: FakeClock;
    let one: Process;
    let other: Process;
    beforeEach(async () => {
      opened = await open();
      clock = createFakeClock(EVENING);
      one = processOn(opened.storage);
      other = processOn(opened.another);
    });
    afterEach(() => opened.close());

    function processOn({ statistics: store, expiring }: Pick<Storage, 'statistics' | 'expiring'>): Process {
      const gathered = gatherCounts(clock);
      const log = createLogger('silent');
      return { gathered, statistics: createStatistics({ store, gathered, expiring, clock, log }) };
    }

    async function addTraders() {
      const { brokers, users } = opened.storage;
      await brokers.addCrm(CRM);
      for (const name of ['main', 'wl']) {
        await brokers.addBroker(sampleBroker(name));
        await users.add(sampleUser(name, `of-${name}`));
      }
    }

    const dayOf = (brokerNames: readonly string[] | null, fromMs = EVENING) =>
      one.statistics.series({ brokerNames, fromMs, toMs: fromMs + 1, step: 'day' });

    test('what two processes counted is one sum, of each white label and of all of them', async () => {
      for (const { gathered } of [one, other]) {
        gathered.count('main', 'signIns');
        gathered.count('wl', 'signIns');
        gathered.count('wl', 'serverErrors');
        gathered.countRequest('main', 0.02);
      }
      await Promise.all([one.statistics.addUp(), other.statistics.addUp()]);
      const [main] = await dayOf(['main']);
      assert.deepEqual([main?.signIns, main?.serverErrors, main?.requests], [2, 0, 2]);
      const [both] = await dayOf(['main', 'wl']);
      assert.deepEqual([both?.signIns, both?.serverErrors, both?.requests], [4, 2, 2]);
      assert.deepEqual(await dayOf(null), await dayOf(['main', 'wl']));
      assert.deepEqual((await dayOf([]))[0]?.signIns, 0);
    });

    test('many batches of many processes at once lose nothing and wait for nobody for good', async () => {
      const processes = Array.from({ length: 6 }, (_, index) => processOn(index % 2 ? opened.storage : opened.another));
      for (let round = 0; round < 5; round += 1) {
        for (const { gathered } of processes) for (const name of ['b', 'a', 'c']) gathered.count(name, 'signIns');
        await Promise.all(processes.map(({ statistics }) => statistics.addUp()));
      }
      const totals = await one.statistics.totals({ brokerNames: null, fromMs: EVENING, toMs: EVENING + 1 });
      assert.deepEqual(
        totals.map(({ brokerName, signIns }) => [brokerName, signIns]),
        [
          ['a', 30],
          ['b', 30],
          ['c', 30],
        ],
      );
    });

    test('a batch whose answer was lost, and one that never came, are each added once', async () => {
      let fault: 'before' | 'after' | undefined;
      const real = opened.storage.statistics;
      const store: StatisticsStore = {
        ...real,
        async add(batch) {
          if (fault === 'before') throw new BridgeError('store_unavailable');
          const isAdded = await real.add(batch);
          if (fault === 'after') throw new BridgeError('store_unavailable');
          return isAdded;
        },
      };
      const { gathered, statistics } = processOn({ statistics: store, expiring: opened.storage.expiring });
      for (fault of ['before', 'after', 'after'] as const) {
        gathered.count('main', 'signIns');
        await assert.rejects(statistics.addUp(), (error) => isBridgeError(error, 'store_unavailable'));
      }
      fault = undefined;
      await statistics.addUp();
      assert.equal((await dayOf(['main']))[0]?.signIns, 3);
    });

    test('what is gathered still is added when a process stops', async () => {
      one.gathered.count('main', 'signIns');
      await one.statistics.stop();
      assert.equal((await dayOf(['main']))[0]?.signIns, 1);
    });

    test('each count is in the minute, hour and day in which it was, though it is added later', async () => {
      one.gathered.count('main', 'signIns');
      clock.set(MIDNIGHT);
      one.gathered.count('main', 'signIns');
      clock.advance(5 * minute);
      await one.statistics.addUp();
      for (const [step, stepMs] of Object.entries({ minute, hour, day })) {
        const query = { brokerNames: ['main'], step: step as 'minute', fromMs: EVENING, toMs: MIDNIGHT + 1 };
        const points = await one.statistics.series(query);
        assert.deepEqual(
          points.map(({ startMs, signIns }) => [startMs, signIns]),
          [
            [MIDNIGHT - stepMs, 1],
            [MIDNIGHT, 1],
          ],
        );
      }
    });

    test('minutes are swept after two days, and their days keep what was counted', async () => {
      one.gathered.count('main', 'signIns');
      await one.statistics.addUp();
      clock.set(MIDNIGHT + 2 * day - minute);
      assert.equal(await one.statistics.sweep(), 0);
      clock.advance(2 * minute);
      const swept = await Promise.all([one.statistics.sweep(), other.statistics.sweep()]);
      assert.equal(
        swept.reduce((sum, count) => sum + count, 0),
        2,
        'of the white label and of all',
      );
      const query = { brokerNames: ['main'], fromMs: EVENING, toMs: MIDNIGHT };
      assert.equal((await one.statistics.series({ ...query, step: 'minute' }))[0]?.signIns, 0);
      assert.equal((await one.statistics.series({ ...query, step: 'hour' }))[0]?.signIns, 1);
      assert.equal((await dayOf(null))[0]?.signIns, 1);
      clock.advance(500 * day);
      await one.statistics.sweep();
      assert.equal((await dayOf(null))[0]?.signIns, 0);
    });

    test('a batch is still known after a sweep', async () => {
      const batch = { processId: 'p', sequence: 1, atMs: EVENING, rows: [] };
      assert.equal(await opened.storage.statistics.add(batch), true);
      clock.advance(day);
      await one.statistics.sweep();
      assert.equal(await opened.another.statistics.add(batch), false);
      assert.equal(await opened.another.statistics.add({ ...batch, sequence: 2 }), true);
    });

    test('payments are counted when they are at their good end, once, when that was, whichever process counts', async () => {
      await addTraders();
      const { payments } = opened.storage;
      const trader = sampleUser('main', 'of-main');
      const stranger = sampleUser('wl', 'of-wl');
      const credited = { state: 'credited', updatedAtMs: EVENING } as const;
      for (const id of ['p1', 'p2', 'p3']) await payments.add(samplePayment(trader, id, credited));
      await payments.add(
        samplePayment(trader, 'yen', { ...credited, currency: 'JPY', moneyDigits: 0, amountMinor: 900 }),
      );
      await payments.add(samplePayment(trader, 'fine', { ...credited, moneyDigits: 4, amountMinor: 5 }));
      await payments.add(samplePayment(trader, 'out', { ...credited, kind: 'withdrawal', state: 'paid' }));
      await payments.add(samplePayment(trader, 'failed', { ...credited, state: 'failed' }));
      await payments.add(samplePayment(stranger, 'p1', { ...credited, updatedAtMs: MIDNIGHT }));
      const open = samplePayment(trader, 'later', { state: 'crediting', pendingCall: 'credit' });
      await payments.add(open);
      clock.set(MIDNIGHT + hour);
      await Promise.all([one, other, one, other].map(({ statistics }) => statistics.addUp()));
      const [evening] = await dayOf(['main']);
      assert.deepEqual(evening?.deposits, [
        { currency: 'EUR', count: 4, amount: '750.0005' },
        { currency: 'JPY', count: 1, amount: '900' },
      ]);
      assert.deepEqual(evening?.withdrawals, [{ currency: 'EUR', count: 1, amount: '250.00' }]);
      assert.deepEqual((await dayOf(null, MIDNIGHT))[0]?.deposits, [{ currency: 'EUR', count: 1, amount: '250.00' }]);
      await payments.replace({ ...open, state: 'credited', revision: 2, updatedAtMs: clock.nowMs() }, open);
      await Promise.all([one, other].map(({ statistics }) => statistics.addUp()));
      const query = { brokerNames: ['main'], fromMs: MIDNIGHT, toMs: MIDNIGHT + 2 * hour };
      const points = await one.statistics.series({ ...query, step: 'hour' });
      assert.deepEqual(
        points.map(({ deposits }) => deposits.map(({ count }) => count)),
        [[], [1]],
      );
      const [first] = await one.statistics.totals({ ...query, brokerNames: null });
      assert.deepEqual([first?.brokerName, first?.deposits[0]?.count], ['main', 1]);
    });

    test('sums beyond what a number holds exactly are exact', async () => {
      await addTraders();
      const huge = { state: 'credited', amountMinor: Number.MAX_SAFE_INTEGER, updatedAtMs: EVENING } as const;
      for (const id of ['p1', 'p2', 'p3']) {
        await opened.storage.payments.add(samplePayment(sampleUser('main', 'of-main'), id, huge));
        await one.statistics.addUp();
      }
      assert.equal((await dayOf(['main']))[0]?.deposits[0]?.amount, '270215977642229.73');
    });

    test('row 28: nothing of a white label is in what is asked of another', async () => {
      one.gathered.count('main', 'signIns');
      await one.statistics.addUp();
      assert.equal((await dayOf(['wl']))[0]?.signIns, 0);
      const query = { brokerNames: ['wl'], fromMs: EVENING, toMs: MIDNIGHT };
      assert.deepEqual(
        (await one.statistics.totals(query)).map(({ brokerName, signIns }) => [brokerName, signIns]),
        [['wl', 0]],
      );
      assert.deepEqual(await one.statistics.top({ ...query, by: 'signIns', limit: 3 }), []);
      assert.deepEqual(await one.statistics.totals({ ...query, brokerNames: [] }), []);
    });
  });
}
