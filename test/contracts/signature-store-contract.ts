import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Signature } from '../../src/domain/agreements/signature.ts';
import type { SignatureStore } from '../../src/domain/agreements/signature-store.ts';
import { sampleEvent } from './event-store-contract.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

function sampleSignature(changes: Partial<Signature> = {}): Signature {
  return {
    brokerName: 'main',
    userId: 'u1',
    agreementId: 'terms',
    version: '1',
    language: 'en',
    textSha256: 'ab'.repeat(32),
    signedAtMs: 1_800_000_000_000,
    address: '2001:db8::1',
    userAgent: 'Browser/1.0 – ブラウザ',
    reportedAtMs: null,
    apiKeyId: null,
    ...changes,
  };
}

const toNew = (signature: Signature) => ({ signature, event: null });

/** What every store of signatures must do. */
export function signatureStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the signature store on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: SignatureStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.signatures;
      await opened.storage.brokers.addCrm(CRM);
      await opened.storage.brokers.addBroker(sampleBroker('main'));
      await opened.storage.brokers.addBroker(sampleBroker('wl'));
    });
    afterEach(() => opened.close());

    const add = (...signatures: readonly Signature[]) => store.add(signatures.map(toNew));

    test('signatures come back as they were added, before there is a user, the oldest first', async () => {
      const late = sampleSignature({ signedAtMs: 1_800_000_000_001 });
      const early = sampleSignature({ agreementId: 'privacy' });
      await add(late, early);
      assert.deepEqual(await store.listByUser('main', 'u1'), [early, late]);
      await store.add([]);
      assert.deepEqual(await store.listByUser('main', 'nobody'), []);
    });

    test('who signs a version again changes nothing, and a new version is another signature', async () => {
      const first = sampleSignature();
      await add(first);
      const second = sampleSignature({ version: '2' });
      const again = sampleSignature({ address: '203.0.113.9', signedAtMs: 1 });
      await Promise.all([add(again, second), opened.another.signatures.add([again, second].map(toNew))]);
      assert.deepEqual(await store.listByUser('main', 'u1'), [first, second]);
    });

    test('what happened is written with a signature that is new, and with no other', async () => {
      const [first, second] = [sampleSignature({ apiKeyId: 'key-1' }), sampleSignature({ version: '2' })];
      const told = (signature: Signature, id: string) => ({
        signature,
        event: sampleEvent(id, { type: 'agreement.signed', objectId: signature.userId }),
      });
      await store.add([told(first, 'e1')]);
      await Promise.all([
        store.add([told(first, 'e2'), told(second, 'e3')]),
        opened.another.signatures.add([told(first, 'e4'), told(second, 'e5')]),
      ]);
      assert.deepEqual(await store.listByUser('main', 'u1'), [first, second]);
      const events = (await opened.storage.events.list('main', { limit: 10 })).map(({ id }) => id);
      assert.equal(events.length, 2);
      assert.equal(events[1], 'e1');
      assert.ok(events[0] === 'e3' || events[0] === 'e5', events[0]);
    });

    test('a signature that cannot be told of is not added', async () => {
      await opened.storage.events.add([sampleEvent('e1')]);
      const event = sampleEvent('e1', { type: 'agreement.signed' });
      await assert.rejects(store.add([{ signature: sampleSignature(), event }]), { code: 'store_unavailable' });
      assert.deepEqual(await store.listByUser('main', 'u1'), []);
    });

    test('what is reported is noted once, for the signatures that are there', async () => {
      await add(sampleSignature());
      await store.markReported('main', 'u1', 5000);
      await add(sampleSignature({ version: '2' }));
      await store.markReported('main', 'u1', 6000);
      const reports = (await store.listByUser('main', 'u1')).map(({ version, reportedAtMs }) => [
        version,
        reportedAtMs,
      ]);
      assert.deepEqual(reports, [
        ['1', 5000],
        ['2', 6000],
      ]);
    });

    test('row 28: a signature of one white label is neither listed nor reported through another', async () => {
      await add(sampleSignature());
      assert.deepEqual(await store.listByUser('wl', 'u1'), []);
      await store.markReported('wl', 'u1', 5000);
      assert.deepEqual(await store.listByUser('main', 'u1'), [sampleSignature()]);
    });

    test('signatures are counted by version, and listed the latest first, page by page', async () => {
      const of = (userId: string, changes: Partial<Signature> = {}) => sampleSignature({ userId, ...changes });
      const [u1, u2, u3] = [of('u1'), of('u2'), of('u3', { signedAtMs: 1_800_000_000_001 })];
      await add(u1, u2, u3, of('u1', { version: '2' }), of('u9', { brokerName: 'wl' }));
      const counts = await store.countByVersion('main');
      assert.deepEqual(
        counts.sort((left, right) => (left.version < right.version ? -1 : 1)),
        [
          { agreementId: 'terms', version: '1', signatures: 3 },
          { agreementId: 'terms', version: '2', signatures: 1 },
        ],
      );
      const query = { agreementId: 'terms', version: '1' };
      assert.deepEqual(await store.listByVersion('main', { ...query, limit: 2 }), [u3, u2]);
      assert.deepEqual(await store.listByVersion('main', { ...query, after: u2, limit: 2 }), [u1]);
      assert.deepEqual(await store.listByVersion('wl', { ...query, version: '2', limit: 2 }), []);
    });
  });
}
