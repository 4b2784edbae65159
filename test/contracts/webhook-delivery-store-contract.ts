import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Webhook } from '../../src/domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../src/domain/webhooks/webhook-delivery.ts';
import type { FanOutPlan, WebhookDeliveryStore } from '../../src/domain/webhooks/webhook-delivery-store.ts';
import { sampleEvent } from './event-store-contract.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

const NOW_MS = 1_800_000_000_000;
const LEASE_MS = 30_000;

function sampleWebhook(id: string, changes: Partial<Webhook> = {}): Webhook {
  return {
    id,
    brokerName: 'main',
    url: 'https://systems.example/',
    eventTypes: null,
    description: '',
    enabled: true,
    secrets: [{ sealed: 'sealed', createdAtMs: 1, expiresAtMs: null }],
    failingSinceMs: null,
    revision: 1,
    createdAtMs: NOW_MS,
    ...changes,
  };
}

/** Everything to everybody; a delivery is named by both. */
const toAll: FanOutPlan = (events, webhooks) =>
  events.flatMap((event) =>
    webhooks.map(({ id }) => ({ id: `${id}/${event.id}`, webhookId: id, event, createdAtMs: NOW_MS })),
  );

/** What every store of webhooks and their deliveries must do, whatever the number of processes that take from it. */
export function webhookDeliveryStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of webhooks and deliveries on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: WebhookDeliveryStore;
    let another: WebhookDeliveryStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.webhookDeliveries;
      another = opened.another.webhookDeliveries;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
      await opened.storage.webhooks.add(sampleWebhook('w1'), 50);
    });
    afterEach(() => opened.close());

    const happen = (id: string, objectId = id) => opened.storage.events.add([sampleEvent(id, { objectId })]);
    const claim = (holder: string, nowMs = NOW_MS, limit = 10, from = store) =>
      from.claimDue('w1', nowMs, { holder, untilMs: nowMs + LEASE_MS }, limit);
    const idsOf = (deliveries: readonly WebhookDelivery[]) => deliveries.map(({ id }) => id);
    const list = (limit = 1000) => store.list('main', 'w1', { limit });
    const note = (delivery: WebhookDelivery, holder: string, state: WebhookDelivery['state'], dueAtMs = NOW_MS) =>
      store.noteTry({ ...delivery, state, dueAtMs }, holder, NOW_MS);

    test('row 52: of many that fan out at once, in two processes, each event becomes one delivery', async () => {
      for (let index = 0; index < 25; index += 1) await happen(`e${index}`);
      const counts = await Promise.all(
        Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? store : another).fanOut(10, toAll)),
      );
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        25,
      );
      const inOrder = Array.from({ length: 25 }, (_, index) => `w1/e${24 - index}`);
      assert.deepEqual(idsOf(await list()), inOrder, 'the latest event first');
      assert.equal(await store.fanOut(10, toAll), 0);
    });

    test('a plan that fails leaves its events for the next time', async () => {
      await happen('e1');
      const failing: FanOutPlan = () => {
        throw new Error('no');
      };
      await assert.rejects(store.fanOut(10, failing));
      assert.equal(await store.fanOut(10, toAll), 1);
    });

    test('row 52: of many that claim at once, in two processes, each delivery falls to one', async () => {
      for (let index = 0; index < 20; index += 1) await happen(`e${index}`);
      await store.fanOut(100, toAll);
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, index) => claim(`h${index}`, NOW_MS, 5, index % 2 === 0 ? store : another)),
      );
      const all = idsOf(taken.flat());
      assert.equal(new Set(all).size, all.length, all.join(' '));
      const rest = idsOf(await claim('rest', NOW_MS, 20));
      assert.equal([...all, ...rest].length, 20);
    });

    test('row 52: an event waits for an earlier one of its object, in whatever state of sending that is', async () => {
      for (const id of ['a1', 'a2', 'b1']) await happen(id, id.slice(0, 1));
      await store.fanOut(100, toAll);
      const [a1, b1] = await claim('x');
      assert.ok(a1 && b1);
      assert.deepEqual(idsOf([a1, b1]), ['w1/a1', 'w1/b1']);
      assert.deepEqual(await claim('y'), []);
      await note(a1, 'x', 'pending', NOW_MS + 5000);
      assert.deepEqual(idsOf(await claim('y', NOW_MS + 5000)), ['w1/a1'], 'it is tried again before');
      await note(a1, 'y', 'dead');
      assert.deepEqual(idsOf(await claim('z')), ['w1/a2']);
    });

    test('row 44: what a dead process took is due again after its lease, and its holder has no say any more', async () => {
      await happen('e1');
      await store.fanOut(100, toAll);
      const [delivery] = await claim('dead');
      assert.ok(delivery);
      assert.deepEqual(await claim('b', NOW_MS + LEASE_MS - 1), []);
      assert.deepEqual(idsOf(await claim('b', NOW_MS + LEASE_MS)), ['w1/e1']);
      await note(delivery, 'dead', 'delivered');
      await store.release(delivery, 'dead', NOW_MS);
      assert.equal((await list())[0]?.state, 'pending');
      await note(delivery, 'b', 'delivered');
      assert.equal((await list())[0]?.state, 'delivered');
    });

    test('what is sent is not made due by asking for it again; what is not, is', async () => {
      await happen('e1');
      await store.fanOut(100, toAll);
      const [delivery] = await claim('x');
      assert.ok(delivery);
      await store.resend('main', 'w1', delivery.id, NOW_MS);
      assert.deepEqual(await claim('y'), []);
      await note({ ...delivery, failures: 7 }, 'x', 'dead');
      await store.resend('other', 'w1', delivery.id, NOW_MS + 1);
      assert.deepEqual(await claim('y', NOW_MS + 1), [], 'row 28: not by another white label');
      await store.resend('main', 'w1', delivery.id, NOW_MS + 1);
      const [again] = await claim('y', NOW_MS + 1);
      assert.deepEqual([again?.failures, again?.retriesFromMs], [0, NOW_MS + 1]);
    });

    test('a webhook is failing from the first failure to the next success, whatever its owner changes', async () => {
      for (const id of ['e1', 'e2']) await happen(id);
      await store.fanOut(100, toAll);
      const { webhooks } = opened.storage;
      const [one, two] = await claim('x');
      assert.ok(one && two);
      const stale = await webhooks.find('main', 'w1');
      assert.ok(stale);
      await note(one, 'x', 'pending', NOW_MS + 5000);
      await webhooks.change('main', 'w1', () => ({ ...stale, description: 'changed' }));
      const failing = await webhooks.find('main', 'w1');
      assert.deepEqual([failing?.failingSinceMs, failing?.description], [NOW_MS, 'changed']);
      await note(two, 'x', 'delivered');
      assert.equal((await webhooks.find('main', 'w1'))?.failingSinceMs, null);
    });

    test('only enabled webhooks with something due are ready', async () => {
      const { webhooks } = opened.storage;
      await webhooks.add(sampleWebhook('w2'), 50);
      await happen('e1');
      await store.fanOut(100, toAll);
      await webhooks.change('main', 'w2', (webhook) => ({ ...webhook, enabled: false }));
      const ready = async (nowMs: number) => (await store.listReady(nowMs)).map(({ id }) => id);
      assert.deepEqual(await ready(NOW_MS), ['w1']);
      assert.deepEqual(await ready(NOW_MS - 1), []);
    });

    test('what waits and what was given up is counted, of webhooks that are there', async () => {
      const { webhooks } = opened.storage;
      await webhooks.add(sampleWebhook('gone'), 50);
      for (const id of ['e1', 'e2', 'e3']) await happen(id);
      await store.fanOut(100, toAll);
      await webhooks.remove('main', 'gone');
      const [one, two] = await claim('x');
      assert.ok(one && two);
      await note(one, 'x', 'dead');
      await note(two, 'x', 'delivered');
      const counted = { pending: { count: 1, oldestAtMs: NOW_MS }, dead: { count: 1, oldestAtMs: NOW_MS } };
      assert.deepEqual(await store.countUndelivered(null), counted);
      assert.deepEqual(await store.countUndelivered(['main']), counted);
      const nothing = { count: 0, oldestAtMs: null };
      assert.deepEqual(await store.countUndelivered(['other']), { pending: nothing, dead: nothing });
    });

    test('of 20 parallel changes of a webhook by two processes none is lost', async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const { webhooks } = index % 2 === 0 ? opened.storage : opened.another;
          return webhooks.change('main', 'w1', (kept) => ({ ...kept, revision: kept.revision + 1 }));
        }),
      );
      assert.equal((await opened.storage.webhooks.find('main', 'w1'))?.revision, 21);
    });

    test('old deliveries go first, then their events, some at a time; what is new, or not told yet, stays', async () => {
      for (const id of ['e1', 'e2', 'e3']) await happen(id);
      await store.fanOut(100, toAll);
      await opened.storage.events.add([sampleEvent('untold')]);
      const left = async () => (await opened.storage.events.list('main', { limit: 10 })).map(({ id }) => id);
      assert.equal(await store.sweep(NOW_MS, 10), 0);
      assert.equal(await store.sweep(NOW_MS + 1, 2), 4);
      assert.deepEqual([idsOf(await list()), await left()], [['w1/e3'], ['untold', 'e3']]);
      assert.equal(await store.sweep(NOW_MS + 1, 2), 2);
      assert.equal(await store.sweep(NOW_MS + 1, 2), 0);
      assert.deepEqual([idsOf(await list()), await left()], [[], ['untold']]);
    });

    test('what was given up, or waits for another try, is due again at once; of one time, and nothing else', async () => {
      for (const id of ['dead', 'failed', 'new', 'done']) await happen(id);
      await store.fanOut(100, toAll);
      for (const delivery of await claim('x')) {
        if (delivery.id === 'w1/dead') await note({ ...delivery, failures: 9 }, 'x', 'dead');
        else if (delivery.id === 'w1/failed') await note({ ...delivery, failures: 1 }, 'x', 'pending', NOW_MS + 9999);
        else if (delivery.id === 'w1/done') await note(delivery, 'x', 'delivered');
        else await store.release(delivery, 'x', NOW_MS + 5);
      }
      const resend = (fromMs: number, toMs: number) => store.resendFailed('main', 'w1', { fromMs, toMs }, NOW_MS + 7);
      assert.equal(await resend(NOW_MS + 1, NOW_MS + 9), 0);
      assert.equal(await store.resendFailed('other', 'w1', { fromMs: 0, toMs: NOW_MS }, NOW_MS), 0);
      assert.equal(await resend(NOW_MS, NOW_MS), 2);
      const states = (await list()).map(({ id, state, failures, dueAtMs }) => [id, state, failures, dueAtMs - NOW_MS]);
      assert.deepEqual(states.slice(1), [
        ['w1/new', 'pending', 0, 5],
        ['w1/failed', 'pending', 0, 7],
        ['w1/dead', 'pending', 0, 7],
      ]);
      assert.equal(await resend(NOW_MS, NOW_MS), 0);
    });

    test('webhooks of several white labels are one list, the newest first', async () => {
      const { webhooks } = opened.storage;
      const newer = sampleWebhook('w2', { brokerName: 'other', createdAtMs: NOW_MS + 1, description: 'The ledger' });
      await webhooks.add(newer, 50);
      const brokerNames = ['main', 'other'];
      const found = await webhooks.listOf({ brokerNames, limit: 1 });
      assert.deepEqual(found, [newer]);
      assert.deepEqual(await webhooks.listOf({ brokerNames, after: newer, limit: 9 }), [sampleWebhook('w1')]);
      assert.deepEqual(await webhooks.listOf({ brokerNames, search: 'LEDGER', limit: 9 }), [newer]);
      assert.deepEqual(await webhooks.listOf({ brokerNames: ['main'], search: 'ledger', limit: 9 }), []);
      const failing = sampleWebhook('w3', { failingSinceMs: NOW_MS });
      await webhooks.add(failing, 50);
      await webhooks.add(sampleWebhook('w4', { failingSinceMs: NOW_MS, enabled: false }), 50);
      assert.deepEqual(await webhooks.listOf({ brokerNames, isFailing: true, limit: 9 }), [failing]);
    });
  });
}
