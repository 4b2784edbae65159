import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { SigningKey } from '../../src/domain/signing-keys/signing-key.ts';
import type { SigningKeyStore } from '../../src/domain/signing-keys/signing-key-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, sampleSigningKey } from './sample-records.ts';

/** What every store of signing keys must do. */
export function signingKeyStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of signing keys on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: SigningKeyStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.signingKeys;
      await opened.storage.brokers.addCrm(CRM);
      await opened.storage.brokers.addBroker(sampleBroker('main'));
      await opened.storage.brokers.addBroker(sampleBroker('wl', { whiteLabelOf: 'main' }));
    });
    afterEach(() => opened.close());

    /** @returns The names of the brokers whose revision the work raised. */
    async function changedBy(work: () => Promise<unknown>): Promise<string[]> {
      const { brokers } = opened.storage;
      const before = await brokers.revision();
      await work();
      return (await brokers.listChangedSince(before)).map(({ brokerName }) => brokerName);
    }
    const retirements = async (brokerName = 'main') =>
      Object.fromEntries((await store.list(brokerName)).map(({ id, retiresAtMs }) => [id, retiresAtMs]));

    test('a key comes back as it was added, and the oldest stands first', async () => {
      const later: SigningKey = sampleSigningKey('main', 'a-later', {
        ...{ algorithm: 'RS256', createdAtMs: 1_900_000_000_000, retiresAtMs: 2_000_000_000_000 },
      });
      assert.deepEqual(await store.list('main'), []);
      assert.equal(await store.addFirst(later), true);
      assert.equal(await store.addFirst(sampleSigningKey('main', 'b-first')), true);
      assert.deepEqual(await store.list('main'), [sampleSigningKey('main', 'b-first'), later]);
      assert.deepEqual(await store.list('wl'), []);
    });

    test('a first key is added once for each algorithm and white label, and again where the others are to retire', async () => {
      assert.equal(await store.addFirst(sampleSigningKey('main', 'k1')), true);
      assert.equal(await store.addFirst(sampleSigningKey('main', 'k2')), false);
      assert.equal(await store.addFirst(sampleSigningKey('main', 'k3', { algorithm: 'RS256' })), true);
      assert.equal(await store.addFirst(sampleSigningKey('wl', 'k4', { retiresAtMs: 5 })), true);
      assert.equal(await store.addFirst(sampleSigningKey('wl', 'k5')), true);
    });

    test('of two processes that add a first key at once, one does', async () => {
      const results = await Promise.all([
        store.addFirst(sampleSigningKey('main', 'k1')),
        opened.another.signingKeys.addFirst(sampleSigningKey('main', 'k2')),
      ]);
      assert.deepEqual(results.sort(), [false, true]);
      assert.equal((await store.list('main')).length, 1);
    });

    test('a key that follows lets the others of its algorithm and white label retire, none later than it would have', async () => {
      await store.addFirst(sampleSigningKey('main', 'soon', { retiresAtMs: 10 }));
      await store.addFirst(sampleSigningKey('main', 'late', { retiresAtMs: 9_000 }));
      await store.addFirst(sampleSigningKey('main', 'last'));
      await store.addFirst(sampleSigningKey('main', 'rsa', { algorithm: 'RS256' }));
      await store.addFirst(sampleSigningKey('wl', 'last'));
      assert.equal(await store.addNext(sampleSigningKey('main', 'next'), 5_000), true);
      assert.deepEqual(await retirements(), { soon: 10, late: 5_000, last: 5_000, rsa: null, next: null });
      assert.deepEqual(await retirements('wl'), { last: null });
    });

    test('while a key waits to sign no later, none follows; one that signs sooner does', async () => {
      const at = (signsFromMs: number) => ({ createdAtMs: 1_000, signsFromMs });
      await store.addFirst(sampleSigningKey('main', 'k1', at(1_000)));
      assert.equal(await store.addNext(sampleSigningKey('main', 'k2', at(2_000)), 9_000), true);
      assert.equal(await store.addNext(sampleSigningKey('main', 'k3', at(2_000)), 8_000), false);
      assert.deepEqual(await retirements(), { k1: 9_000, k2: null });
      assert.equal(await store.addNext(sampleSigningKey('main', 'k4', at(1_500)), 8_000), true);
      assert.deepEqual(await retirements(), { k1: 8_000, k2: 8_000, k4: null });
    });

    test('of two processes that rotate at once, one adds a key', async () => {
      await store.addFirst(sampleSigningKey('main', 'k1', { createdAtMs: 0, signsFromMs: 0 }));
      const times = { createdAtMs: 1_000, signsFromMs: 2_000 };
      const results = await Promise.all([
        store.addNext(sampleSigningKey('main', 'k2', times), 9_000),
        opened.another.signingKeys.addNext(sampleSigningKey('main', 'k3', times), 9_000),
      ]);
      assert.deepEqual(results.sort(), [false, true]);
      assert.equal((await store.list('main')).length, 2);
    });

    test('removing a key says whether it was there, and touches no other white label’s of the same id', async () => {
      await store.addFirst(sampleSigningKey('main', 'k1'));
      await store.addFirst(sampleSigningKey('wl', 'k1'));
      assert.equal(await store.remove('main', 'k1'), true);
      assert.equal(await store.remove('main', 'k1'), false);
      assert.deepEqual(await store.list('wl'), [sampleSigningKey('wl', 'k1')]);
    });

    test('a key that is sealed anew is otherwise as it was', async () => {
      await store.addFirst(sampleSigningKey('main', 'k1'));
      await store.addFirst(sampleSigningKey('wl', 'k1'));
      await store.replaceSealed('main', 'k1', 'sealed-anew');
      assert.deepEqual(await store.list('main'), [sampleSigningKey('main', 'k1', { sealedPrivateJwk: 'sealed-anew' })]);
      assert.deepEqual(await store.list('wl'), [sampleSigningKey('wl', 'k1')]);
    });

    test('every change raises the revision of its white label alone; what changes nothing, and sealing anew, raises none', async () => {
      const [first, next] = [sampleSigningKey('main', 'k1'), sampleSigningKey('main', 'k2')];
      assert.deepEqual(await changedBy(() => store.addFirst(first)), ['main']);
      assert.deepEqual(await changedBy(() => store.addFirst(next)), []);
      assert.deepEqual(await changedBy(() => store.addNext(next, 5_000)), ['main']);
      assert.deepEqual(await changedBy(() => store.replaceSealed('main', 'k1', 'anew')), []);
      assert.deepEqual(await changedBy(() => store.remove('main', 'k1')), ['main']);
      assert.deepEqual(await changedBy(() => store.remove('main', 'k1')), []);
    });

    test('a key of a broker that does not exist is refused', async () => {
      const isUnknown = (error: unknown) => isBridgeError(error, 'broker_unknown');
      const revision = await opened.storage.brokers.revision();
      await assert.rejects(store.addFirst(sampleSigningKey('nobody', 'k1')), isUnknown);
      await assert.rejects(store.addNext(sampleSigningKey('nobody', 'k1'), 5_000), isUnknown);
      assert.equal(await opened.storage.brokers.revision(), revision);
    });
  });
}
