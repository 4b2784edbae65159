import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Signature } from '../../src/domain/agreements/signature.ts';
import type { SignatureStore } from '../../src/domain/agreements/signature-store.ts';
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
    ...changes,
  };
}

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

    test('signatures come back as they were added, before there is a user, the oldest first', async () => {
      const late = sampleSignature({ signedAtMs: 1_800_000_000_001 });
      const early = sampleSignature({ agreementId: 'privacy' });
      await store.add([late, early]);
      assert.deepEqual(await store.listByUser('main', 'u1'), [early, late]);
      await store.add([]);
      assert.deepEqual(await store.listByUser('main', 'nobody'), []);
    });

    test('who signs a version again changes nothing, and a new version is another signature', async () => {
      const first = sampleSignature();
      await store.add([first]);
      const second = sampleSignature({ version: '2' });
      const again = sampleSignature({ address: '203.0.113.9', signedAtMs: 1 });
      await Promise.all([store.add([again, second]), opened.another.signatures.add([again, second])]);
      assert.deepEqual(await store.listByUser('main', 'u1'), [first, second]);
    });

    test('what is reported is noted once, for the signatures that are there', async () => {
      await store.add([sampleSignature()]);
      await store.markReported('main', 'u1', 5000);
      await store.add([sampleSignature({ version: '2' })]);
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
      await store.add([sampleSignature()]);
      assert.deepEqual(await store.listByUser('wl', 'u1'), []);
      await store.markReported('wl', 'u1', 5000);
      assert.deepEqual(await store.listByUser('main', 'u1'), [sampleSignature()]);
    });
  });
}
