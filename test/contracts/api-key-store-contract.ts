import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { ApiKey, ApiKeyHome, ApiKeyPair } from '../../src/domain/api-keys/api-key.ts';
import type { ApiKeyStore } from '../../src/domain/api-keys/api-key-store.ts';
import type { BridgeEvent } from '../../src/domain/events/bridge-event.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

const MAIN: ApiKeyHome = { kind: 'broker', brokerName: 'main' };
const OTHER: ApiKeyHome = { kind: 'broker', brokerName: 'other' };
const OF_CRM: ApiKeyHome = { kind: 'crm', brokerCrmName: CRM.brokerCrmName };

function samplePair(name: string, changes: Partial<ApiKeyPair> = {}): ApiKeyPair {
  const sealedSecret = `sealed-${name}`;
  return { id: `pair-${name}`, textHash: `hash-${name}`, sealedSecret, createdAtMs: 1, endsAtMs: null, ...changes };
}

function sampleKey(id: string, changes: Partial<ApiKey> = {}): ApiKey {
  return {
    id,
    home: MAIN,
    kind: 'secret',
    environment: 'live',
    name: `The key ${id}`,
    scopes: ['users:read'],
    ipList: [],
    requiresSignature: false,
    pairs: [samplePair(id)],
    expiresAtMs: 2_000,
    revokedAtMs: null,
    lastUsedAtMs: null,
    expiryAnnouncedAtMs: null,
    createdAtMs: 1_000,
    ...changes,
  };
}

/** What every store of API keys must do. */
export function apiKeyStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of API keys on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: ApiKeyStore;
    let another: ApiKeyStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.apiKeys;
      another = opened.another.apiKeys;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    test('a key comes back as it was added, by its id and by each of its texts', async () => {
      const pairs = [samplePair('now'), samplePair('before', { createdAtMs: 0, endsAtMs: 1_800_000_000_002 })];
      const key = sampleKey('k', {
        name: 'Back office – 后台',
        ipList: ['203.0.113.0/24', '2001:db8::1'],
        requiresSignature: true,
        revokedAtMs: 1_800_000_000_003,
        lastUsedAtMs: 4,
        expiryAnnouncedAtMs: 5,
        pairs,
      });
      assert.equal(await store.add(key), true);
      assert.deepEqual(await store.find(MAIN, 'k'), key);
      assert.deepEqual(await store.list(MAIN), [key]);
      for (const { textHash } of pairs) assert.deepEqual(await another.findByTextHash(textHash), key);
      assert.equal(await store.findByTextHash('hash-none'), undefined);
    });

    test('a publishable key without end, and one of a CRM, come back too', async () => {
      const keys = [
        sampleKey('p', { kind: 'publishable', pairs: [samplePair('p', { sealedSecret: null })], expiresAtMs: null }),
        sampleKey('c', { home: OF_CRM, environment: 'test' }),
      ];
      for (const key of keys) assert.equal(await store.add(key), true);
      assert.deepEqual([await store.list(MAIN), await store.list(OF_CRM)], [[keys[0]], [keys[1]]]);
    });

    test('keys are listed in the order in which they were made', async () => {
      for (const [id, createdAtMs] of Object.entries({ b: 2, a: 2, c: 1 })) {
        await store.add(sampleKey(id, { createdAtMs }));
      }
      assert.deepEqual(
        (await store.list(MAIN)).map(({ id }) => id),
        ['c', 'a', 'b'],
      );
    });

    test('of 8 parallel additions of one id by two processes, exactly one succeeds', async () => {
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const each = index % 2 === 0 ? store : another;
          return each.add(sampleKey('k', { name: `Key ${index}` }));
        }),
      );
      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await store.find(MAIN, 'k'))?.name, `Key ${added.indexOf(true)}`);
    });

    test('a key of a home that is not there is refused', async () => {
      for (const home of [
        { kind: 'broker', brokerName: 'nobody' },
        { kind: 'crm', brokerCrmName: 'main' },
      ] as const) {
        await assert.rejects(
          () => store.add(sampleKey('k', { home })),
          (error) => isBridgeError(error, 'broker_unknown'),
        );
      }
      assert.equal(await store.findByTextHash('hash-k'), undefined);
    });

    test('row 28: neither found, changed, marked nor used at another home', async () => {
      const key = sampleKey('k');
      await store.add(key);
      for (const home of [OTHER, OF_CRM, { kind: 'crm', brokerCrmName: 'main' }] as const) {
        assert.equal(await store.find(home, 'k'), undefined);
        assert.deepEqual(await store.list(home), []);
        assert.equal(await store.change(home, 'k', () => assert.fail('there is nothing to change')), undefined);
        await store.recordUse(home, 'k', 9, 9);
        assert.equal(await store.markAnnounced({ ...key, home }, 9, []), false);
      }
      assert.deepEqual(await store.find(MAIN, 'k'), key);
    });

    test('a change is kept; a text that was taken away finds nothing', async () => {
      const key = sampleKey('k');
      await store.add(key);
      const changed = {
        ...key,
        name: 'New',
        pairs: [samplePair('next', { createdAtMs: 2 }), samplePair('k', { endsAtMs: 3 })],
        expiresAtMs: null,
      };
      assert.deepEqual(await store.change(MAIN, 'k', () => changed), changed);
      assert.deepEqual(await store.findByTextHash('hash-k'), changed);
      const last = { ...changed, pairs: changed.pairs.slice(0, 1) };
      await store.change(MAIN, 'k', () => last);
      assert.equal(await another.findByTextHash('hash-k'), undefined);
      assert.deepEqual(await another.findByTextHash('hash-next'), last);
    });

    test('a change that throws changes nothing, and the next one goes through', async () => {
      const key = sampleKey('k');
      await store.add(key);
      const refuse = () => {
        throw new Error('no');
      };
      await assert.rejects(() => store.change(MAIN, 'k', refuse));
      assert.deepEqual(await store.find(MAIN, 'k'), key);
      assert.equal((await store.change(MAIN, 'k', (kept) => ({ ...kept, name: 'New' })))?.name, 'New');
    });

    test('of 20 parallel changes by two processes none is lost', async () => {
      await store.add(sampleKey('k'));
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const each = index % 2 === 0 ? store : another;
          return each.change(MAIN, 'k', (kept) => ({ ...kept, ipList: [...kept.ipList, `192.0.2.${index}`] }));
        }),
      );
      assert.equal(new Set((await store.find(MAIN, 'k'))?.ipList).size, 20);
    });

    test('a use is recorded unless a later one is', async () => {
      await store.add(sampleKey('k'));
      const lastUsed = async () => (await store.find(MAIN, 'k'))?.lastUsedAtMs;
      await store.recordUse(MAIN, 'k', 100, 40);
      assert.equal(await lastUsed(), 100);
      await another.recordUse(MAIN, 'k', 160, 100);
      assert.equal(await lastUsed(), 100);
      await another.recordUse(MAIN, 'k', 161, 101);
      assert.equal(await lastUsed(), 161);
    });

    test('those that end in a time are listed, the next to end first; neither revoked nor announced ones', async () => {
      const keys = {
        late: { expiresAtMs: 200 },
        soon: { expiresAtMs: 150 },
        common: { expiresAtMs: 101, home: OF_CRM },
        past: { expiresAtMs: 100 },
        far: { expiresAtMs: 201 },
        endless: { expiresAtMs: null },
        revoked: { expiresAtMs: 150, revokedAtMs: 1 },
        announced: { expiresAtMs: 150, expiryAnnouncedAtMs: 1 },
      };
      for (const [id, changes] of Object.entries(keys)) await store.add(sampleKey(id, changes));
      const listed = async (limit: number) =>
        (await store.listEnding({ afterMs: 100, untilMs: 200, limit })).map(({ id }) => id);
      assert.deepEqual(await listed(10), ['common', 'soon', 'late']);
      assert.deepEqual(await listed(2), ['common', 'soon']);
    });

    test('of 8 parallel announcements by two processes exactly one counts, with its events', async () => {
      const key = sampleKey('k');
      await store.add(key);
      const marked = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const event: BridgeEvent = {
            id: `event-${index}`,
            brokerName: 'main',
            type: 'api_key.expiring',
            objectId: 'k',
            data: {},
            createdAtMs: 9,
          };
          return (index % 2 === 0 ? store : another).markAnnounced(key, 9, [event]);
        }),
      );
      assert.equal(marked.filter(Boolean).length, 1);
      const events = await opened.storage.events.list('main', { limit: 10 });
      assert.deepEqual(
        events.map(({ id }) => id),
        [`event-${marked.indexOf(true)}`],
      );
      assert.equal((await store.find(MAIN, 'k'))?.expiryAnnouncedAtMs, 9);
    });

    test('a key that ends at another time by now, or was revoked, is not announced', async () => {
      const key = sampleKey('k');
      await store.add(key);
      assert.equal(await store.markAnnounced({ ...key, expiresAtMs: 1 }, 9, []), false);
      await store.change(MAIN, 'k', (kept) => ({ ...kept, revokedAtMs: 5 }));
      assert.equal(await store.markAnnounced(key, 9, []), false);
    });

    test('keys of several homes are one list, the newest first, with those of CRMs where they are asked for', async () => {
      const key = (id: string, home: ApiKeyHome, createdAtMs: number) =>
        sampleKey(id, { home, createdAtMs, pairs: [samplePair(id)] });
      const [main, other, crm] = [key('m', MAIN, 1), key('o', OTHER, 2), key('c', OF_CRM, 3)];
      for (const one of [main, other, crm]) await store.add(one);
      const crmNames = [CRM.brokerCrmName];
      const brokerNames = ['main', 'other'];
      assert.deepEqual(await store.listOf({ brokerNames, crmNames, limit: 9 }), [crm, other, main]);
      const after = { createdAtMs: 3, id: 'c', brokerName: '' };
      assert.deepEqual(await store.listOf({ brokerNames, crmNames, after, limit: 1 }), [other]);
      assert.deepEqual(await store.listOf({ brokerNames: ['main'], crmNames: [], limit: 9 }), [main]);
      assert.deepEqual(await store.listOf({ brokerNames: [], crmNames, limit: 9 }), [crm]);
      assert.deepEqual(await store.listOf({ brokerNames: [], crmNames: [], limit: 9 }), []);
      assert.deepEqual(await store.listOf({ brokerNames, crmNames, search: 'KEY O', limit: 9 }), [other]);
    });

    test('of several homes those that end in some time are found, without those that were revoked', async () => {
      const key = (id: string, expiresAtMs: number | null, revokedAtMs: number | null = null) =>
        sampleKey(id, { home: MAIN, expiresAtMs, revokedAtMs, pairs: [samplePair(id)] });
      for (const one of [key('a', 10), key('b', 20), key('c', 30), key('d', null), key('e', 20, 5)]) {
        await store.add(one);
      }
      const endsWithin = { afterMs: 10, untilMs: 20 };
      const found = await store.listOf({ brokerNames: ['main'], crmNames: [], endsWithin, limit: 9 });
      assert.deepEqual(
        found.map(({ id }) => id),
        ['b'],
      );
    });
  });
}
