import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BridgeError, isBridgeError } from '../../src/errors/bridge-error.ts';
import { createIdempotency, type Idempotency, type KeptAnswer } from '../../src/http/idempotency.ts';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import type { Engines } from '../support/engines.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';

const DAY_MS = 24 * 3_600_000;
const LEASE_MS = 120_000;

const use = (key: string, said = 'POST /x {}', partition = 'tradingtech_main', owner = 'key-1') => ({
  ...{ partition, owner, key },
  said: [said],
});
const answer = (n: number): KeptAnswer => ({
  status: 201,
  body: { n, secret: 'whsec' },
  headers: {},
  personIds: ['u'],
});

export function idempotencySuite(engines: Engines): void {
  describe('idempotency keys', () => {
    let bridge: TestBridge;
    /** Two processes over one store. */
    let one: Idempotency;
    let other: Idempotency;
    before(async () => {
      bridge = await startTestBridge(await engines.open());
      one = create();
      other = create();
    });
    after(() => bridge.close());

    function create(expiring: ExpiringStore = bridge.app.storage.expiring): Idempotency {
      const { keyRing } = bridge.app;
      const log = { warn: () => undefined } as never;
      return createIdempotency({ expiring, keyRing, clock: bridge.clock, log });
    }

    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'answered',
        (error: unknown) => (isBridgeError(error) ? error.code : Promise.reject(error)),
      );

    test('the same request gets the same answer for a day, and is carried out once', async () => {
      let runs = 0;
      const work = async () => answer(++runs);
      const first = await one.run(use('day'), work);
      bridge.clock.advance(DAY_MS - 1000);
      assert.deepEqual(await other.run(use('day'), work), first);
      assert.equal(runs, 1);
      bridge.clock.advance(2000);
      assert.deepEqual((await other.run(use('day'), work)).body, { n: 2, secret: 'whsec' });
    });

    test('of many at once in two processes one is carried out, and the others are told to wait', async () => {
      let runs = 0;
      const work = async () => {
        runs += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return answer(runs);
      };
      const outcomes = await Promise.all(
        Array.from({ length: 30 }, (_, n) => codeOf((n % 2 ? one : other).run(use('many'), work))),
      );
      assert.equal(runs, 1);
      assert.ok(outcomes.every((outcome) => ['answered', 'idempotency_in_progress'].includes(outcome)));
      assert.equal(await codeOf(one.run(use('many'), work)), 'answered');
      assert.equal(runs, 1);
    });

    test('another request with the same key is refused, whatever became of the first', async () => {
      await one.run(use('reused'), async () => answer(1));
      assert.equal(
        await codeOf(one.run(use('reused', 'POST /x {"other":1}'), async () => answer(2))),
        'idempotency_key_reused',
      );
    });

    test('row 28: the key of another caller or white label is another key', async () => {
      const seen: string[] = [];
      const work = async (id: string) => answer(seen.push(id));
      await one.run(use('shared'), work);
      await one.run(use('shared', 'POST /x {}', 'tradingtech_main', 'key-2'), work);
      await one.run(use('shared', 'POST /x {}', 'tradingtech_wl_europe'), work);
      assert.equal(new Set(seen).size, 3);
    });

    test('what failed is not kept, and the next try has the same id', async () => {
      const ids: string[] = [];
      const failing = one.run(use('failed'), async (id) => {
        ids.push(id);
        throw new BridgeError('platform_unavailable');
      });
      assert.equal(await codeOf(failing), 'platform_unavailable');
      await other.run(use('failed'), async (id) => answer(ids.push(id)));
      assert.equal(ids.length, 2);
      assert.equal(ids[0], ids[1]);
      assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    });

    test('who fails after its lease lets nobody in beside the one that took over', async () => {
      let fail = (_error: Error) => {};
      const slow = codeOf(
        one.run(
          use('late'),
          () =>
            new Promise((_resolve, reject) => {
              fail = reject;
            }),
        ),
      );
      bridge.clock.advance(LEASE_MS);
      let finish = (_answer: KeptAnswer) => {};
      const second = other.run(
        use('late'),
        () =>
          new Promise((resolve) => {
            finish = resolve;
          }),
      );
      while ((await codeOf(one.run(use('late'), async () => answer(9)))) !== 'idempotency_in_progress');
      fail(new BridgeError('platform_unavailable'));
      assert.equal(await slow, 'platform_unavailable');
      assert.equal(await codeOf(one.run(use('late'), async () => answer(3))), 'idempotency_in_progress');
      finish(answer(2));
      assert.deepEqual((await second).body, { n: 2, secret: 'whsec' });
      assert.deepEqual((await one.run(use('late'), async () => answer(4))).body, { n: 2, secret: 'whsec' });
    });

    test('another request with the key of one that failed is refused, and would have had another id', async () => {
      const ids: string[] = [];
      const failing = (said: string) =>
        codeOf(
          one.run(use('ids', said), async (id) => {
            ids.push(id);
            throw new BridgeError('busy');
          }),
        );
      assert.equal(await failing('POST /x {"a":1}'), 'busy');
      assert.equal(await failing('POST /x {"a":2}'), 'idempotency_key_reused');
      bridge.clock.advance(DAY_MS);
      assert.equal(await failing('POST /x {"a":2}'), 'busy');
      assert.equal(new Set(ids).size, 2);
    });

    test('row 44: who died at it is followed by the next one, once the lease is over', async () => {
      const dead = one.run(use('died'), () => new Promise(() => undefined));
      void dead.catch(() => undefined);
      while (
        (await codeOf(other.run(use('died'), async () => Promise.reject(new Error('too early'))))) !==
        'idempotency_in_progress'
      );
      bridge.clock.advance(LEASE_MS);
      assert.deepEqual((await other.run(use('died'), async () => answer(2))).body, { n: 2, secret: 'whsec' });
    });

    test('an answer that cannot be kept is given all the same', async () => {
      const { expiring } = bridge.app.storage;
      const failing = create({
        ...expiring,
        compareAndSet: () => Promise.reject(new BridgeError('store_unavailable')),
      });
      assert.deepEqual((await failing.run(use('unkept'), async () => answer(1))).body, { n: 1, secret: 'whsec' });
    });

    test('a key that cannot be one is refused', async () => {
      for (const key of ['', ' ', 'a b', 'ä', 'x'.repeat(256)]) {
        assert.equal(await codeOf(one.run(use(key), async () => answer(1))), 'idempotency_key_invalid');
      }
      assert.equal(await codeOf(one.run(use('x'.repeat(255)), async () => answer(1))), 'answered');
    });
  });
}
