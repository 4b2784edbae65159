import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { depositScreen } from '../../support/deposit-screen.ts';
import { assertRefused } from './support/assert-refused.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';
import { seededTrader } from './support/seeded-trader.ts';

const stage = useBrokerApiStage();

interface ShownPayment {
  readonly id: string;
  readonly state: string;
  readonly createdAt: string;
}

describe('payments of the broker API', () => {
  test('a deposit that was made through a link is told with its money in minor units', async () => {
    const { bridge, system } = stage();
    const { id, live } = await seededTrader(stage(), system);
    await depositScreen(bridge.url, 'tradingtech_main').deposit('250.00');
    const { body } = await system.call('GET', '/payments?limit=1&kind=deposit');
    const [payment] = body.items as ShownPayment[];
    const {
      id: paymentId,
      balanceHistoryId,
      cashierReference,
      createdAt,
      updatedAt,
      ...rest
    } = payment as never as Record<string, unknown>;
    assert.equal(typeof balanceHistoryId, 'number');
    assert.deepEqual(rest, {
      ...{ kind: 'deposit', userId: id, login: live, amountMinor: 25_000, moneyDigits: 2, currency: 'EUR' },
      ...{ state: 'credited', failure: null },
    });
    assert.deepEqual((await system.call('GET', `/payments/${paymentId}`)).body, payment);
    void [cashierReference, createdAt, updatedAt];
  });

  test('they are filtered, and listed page by page without one twice', async () => {
    const { bridge, system } = stage();
    const { id } = await seededTrader(stage(), system);
    for (const amount of ['10.00', '20.13', '30.00']) {
      bridge.clock.advance(1000);
      await depositScreen(bridge.url, 'tradingtech_main').deposit(amount);
    }
    const all: ShownPayment[] = [];
    let cursor = '';
    do {
      const { body } = await system.call('GET', `/payments?limit=2${cursor}`);
      all.push(...(body.items as ShownPayment[]));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    assert.equal(new Set(all.map((one) => one.id)).size, all.length);
    const list = async (query: string) =>
      (await system.call('GET', `/payments?limit=100&${query}`)).body.items as ShownPayment[];
    assert.deepEqual(await list(`userId=${id}`), all);
    assert.deepEqual(await list('kind=withdrawal'), []);
    const credited = all.filter(({ state }) => state === 'credited');
    assert.deepEqual(await list('state=credited'), credited);
    const [newest] = all;
    assert.deepEqual(await list(`createdFrom=${newest?.createdAt}`), [newest]);
    assert.deepEqual(await list(`createdBefore=${newest?.createdAt}`), all.slice(1));
    for (const [field, value] of [
      ['kind', 'gift'],
      ['state', 'lost'],
      ['createdFrom', 'yesterday'],
    ]) {
      assertRefused(await system.call('GET', `/payments?${field}=${value}`), 400, 'parameter_invalid', field);
    }
  });

  test('row 28: another white label’s payment is unknown', async () => {
    const { system, sibling } = stage();
    const [payment] = (await system.call('GET', '/payments?limit=1')).body.items as ShownPayment[];
    assertRefused(await sibling.call('GET', `/payments/${payment?.id}`), 404, 'payment_unknown');
    assert.deepEqual((await sibling.call('GET', '/payments')).body.items, []);
  });
});
