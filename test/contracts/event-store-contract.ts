import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { BridgeEvent } from '../../src/domain/events/bridge-event.ts';
import type { EventStore } from '../../src/domain/events/event-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

const NOW_MS = 1_800_000_000_000;

export function sampleEvent(id: string, changes: Partial<BridgeEvent> = {}): BridgeEvent {
  return {
    id,
    brokerName: 'main',
    type: 'payment.created',
    objectId: 'p1',
    data: { paymentId: 'p1', amountMinor: 100, failure: null },
    createdAtMs: NOW_MS,
    ...changes,
  };
}

/** What every store of events must do. */
export function eventStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of events on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: EventStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.events;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    const idsOf = async (brokerName: string, query: Partial<Parameters<EventStore['list']>[1]> = {}) =>
      (await store.list(brokerName, { limit: 100, ...query })).map(({ id }) => id);

    test('an event comes back as it was added, with a number that grows', async () => {
      const first = sampleEvent('e1', { data: { text: 'ü – 应用', list: [1, { deep: true }] } });
      const second = sampleEvent('e2', { type: 'payment.credited' });
      await store.add([first]);
      await store.add([second]);
      const [later, earlier] = await store.list('main', { limit: 10 });
      assert.ok(earlier && later && earlier.sequence < later.sequence);
      assert.deepEqual(earlier, { ...first, sequence: earlier.sequence });
      assert.deepEqual(later, { ...second, sequence: later.sequence });
    });

    test('they are listed from the newest on, by object and in pages', async () => {
      for (const [id, objectId] of [
        ['e1', 'p1'],
        ['e2', 'p2'],
        ['e3', 'p1'],
      ] as const) {
        await store.add([sampleEvent(id, { objectId })]);
      }
      assert.deepEqual(await idsOf('main'), ['e3', 'e2', 'e1']);
      assert.deepEqual(await idsOf('main', { objectId: 'p1' }), ['e3', 'e1']);
      const [newest] = await store.list('main', { limit: 1 });
      assert.deepEqual(await idsOf('main', { before: newest?.sequence, limit: 1 }), ['e2']);
    });

    test('of many at once all are added, or none', async () => {
      const many = Array.from({ length: 1200 }, (_, index) => sampleEvent(`n${index}`));
      const isRefused = (error: unknown) => isBridgeError(error, 'store_unavailable');
      await assert.rejects(store.add([...many, sampleEvent('n0')]), isRefused);
      assert.deepEqual(await idsOf('main'), []);
      await store.add(many);
      assert.equal((await idsOf('main', { limit: 2000 })).length, many.length);
      await store.add([]);
    });

    test('row 28: another white label does not see them', async () => {
      await store.add([sampleEvent('e1')]);
      assert.deepEqual(await idsOf('other'), []);
      assert.deepEqual(await idsOf('other', { objectId: 'p1' }), []);
    });
  });
}
