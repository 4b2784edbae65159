import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { KycCase } from '../../src/domain/kyc/kyc-case.ts';
import type { KycDocument } from '../../src/domain/kyc/kyc-document.ts';
import type { KycCaseSearch } from '../../src/domain/kyc/kyc-search.ts';
import type { KycStore } from '../../src/domain/kyc/kyc-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, sampleKycCase, sampleKycDocument, sampleUser } from './sample-records.ts';

/** What every store of KYC cases must do. */
export function kycStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the KYC store on ${engine}`, { skip }, () => {
    const trader = sampleUser('main', 'u1');
    const sister = sampleUser('wl', 'u1-of-wl');
    const first = sampleKycCase(trader);
    let opened: OpenedRecords;
    let store: KycStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.kyc;
      const { brokers, users } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addBroker(sampleBroker('main'));
      await brokers.addBroker(sampleBroker('wl'));
      await users.add(trader);
      await users.add(sister);
    });
    afterEach(() => opened.close());

    const idsOf = (documents: readonly Pick<KycDocument, 'id'>[]) => documents.map(({ id }) => id);

    test('a case and its documents come back as they were handed in, every byte of them', async () => {
      const bytes = Buffer.concat([
        Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
        randomBytes(5_000_000),
      ]);
      const front = sampleKycDocument(first, 'd1', { sealedContent: bytes, byteCount: bytes.length });
      const bill = sampleKycDocument(first, 'd2', { kind: 'proof-of-address', contentType: 'application/pdf' });
      assert.equal(await store.find('main', trader.id), undefined);
      assert.equal(await store.submit(first, [front, bill], 0), true);
      assert.deepEqual(await store.find('main', trader.id), first);
      assert.deepEqual(await store.findSealed('main', 'd1'), front);
      const { sealedKey: _key, sealedContent: _content, ...shown } = front;
      assert.deepEqual((await store.listDocuments('main', trader.id))[0], shown);
      assert.deepEqual(idsOf(await store.listDocuments('main', trader.id)), ['d1', 'd2']);
    });

    test('a first submission is written once, and the second one leaves nothing behind', async () => {
      assert.equal(await store.submit(first, [sampleKycDocument(first, 'd1')], 0), true);
      assert.equal(await store.submit(first, [sampleKycDocument(first, 'd2')], 0), false);
      assert.deepEqual(idsOf(await store.listDocuments('main', trader.id)), ['d1']);
    });

    test('of many who hand in at once, in two processes, exactly one is heard', async () => {
      const stores = [store, opened.another.kyc];
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (stores[index % 2] ?? store).submit(first, [sampleKycDocument(first, `d${index}`)], 0),
        ),
      );
      assert.equal(results.filter(Boolean).length, 1);
      assert.deepEqual(idsOf(await store.listDocuments('main', trader.id)), [`d${results.indexOf(true)}`]);
    });

    test('a document that cannot be written takes the whole submission back', async () => {
      const twice = [sampleKycDocument(first, 'd1'), sampleKycDocument(first, 'd2')];
      await assert.rejects(() => store.submit(first, twice, 0));
      assert.equal(await store.find('main', trader.id), undefined);
      assert.deepEqual(await store.listDocuments('main', trader.id), []);
      assert.equal(await store.submit(first, twice.slice(1), 0), true);
    });

    test('a decision is written when the case stands as it was read, and never twice', async () => {
      await store.submit(first, [sampleKycDocument(first, 'd1')], 0);
      const refused: KycCase = {
        ...first,
        ...{ state: 'refused', reason: 'Unscharf – 模糊', decidedBy: 'kim', decidedAtMs: 9, revision: 2 },
      };
      assert.equal(await store.decide(refused, 2), false);
      assert.equal(await store.decide(refused, 1), true);
      assert.equal(await store.decide({ ...refused, state: 'approved' }, 1), false);
      assert.deepEqual(await store.find('main', trader.id), refused);
    });

    test('after a refusal documents come again, and the earlier ones stay', async () => {
      await store.submit(first, [sampleKycDocument(first, 'd1')], 0);
      await store.decide({ ...first, state: 'refused', reason: 'blurred', decidedAtMs: 9, revision: 2 }, 1);
      const second: KycCase = { ...first, submission: 2, submittedAtMs: first.submittedAtMs + 1, revision: 3 };
      assert.equal(await store.submit(second, [sampleKycDocument(second, 'd2')], 1), false);
      assert.equal(await store.submit(second, [sampleKycDocument(second, 'd2')], 2), true);
      assert.deepEqual(await store.find('main', trader.id), second);
      assert.deepEqual(idsOf(await store.listDocuments('main', trader.id)), ['d2', 'd1']);
    });

    test('a user whom the white label does not have gets no case', async () => {
      const nobodys = { ...first, userId: 'nobody' };
      await assert.rejects(
        () => store.submit(nobodys, [sampleKycDocument(nobodys, 'd1')], 0),
        (error) => isBridgeError(error, 'user_unknown'),
      );
      assert.equal(await store.find('main', 'nobody'), undefined);
    });

    test('cases are listed by the time of their submission, page by page and by state', async () => {
      for (const [id, submittedAtMs] of [
        ['u2', 30],
        ['u3', 10],
        ['u4', 10],
      ] as const) {
        const user = sampleUser('main', id);
        await opened.storage.users.add(user);
        await store.submit(sampleKycCase(user, { submittedAtMs }), [], 0);
      }
      await store.decide(sampleKycCase(sampleUser('main', 'u2'), { submittedAtMs: 30, state: 'approved' }), 1);
      const usersOf = (cases: readonly KycCase[]) => cases.map(({ userId }) => userId);
      const page = await store.list('main', { limit: 2 });
      assert.deepEqual(usersOf(page), ['u3', 'u4']);
      assert.deepEqual(usersOf(await store.list('main', { limit: 2, after: page.at(-1) })), ['u2']);
      assert.deepEqual(usersOf(await store.list('main', { limit: 9, after: page[0] })), ['u4', 'u2']);
      assert.deepEqual(usersOf(await store.list('main', { limit: 9, state: 'approved' })), ['u2']);
    });

    test('cases of one state are found at some white labels or at all, page by page', async () => {
      const theirs = sampleKycCase(sister, { submittedAtMs: first.submittedAtMs - 1 });
      await store.submit(first, [], 0);
      await store.submit(theirs, [], 0);
      const search = async (more: Partial<KycCaseSearch> = {}) =>
        (await store.search({ brokerNames: null, state: 'in_review', limit: 9, ...more })).map(({ userId }) => userId);
      assert.deepEqual(await search(), [sister.id, trader.id]);
      assert.deepEqual(await search({ brokerNames: ['main', 'house'] }), [trader.id]);
      assert.deepEqual(await search({ brokerNames: [] }), []);
      assert.deepEqual(await search({ limit: 1 }), [sister.id]);
      assert.deepEqual(await search({ after: theirs }), [trader.id]);
      assert.deepEqual(await search({ after: first }), []);
      await store.decide({ ...first, state: 'approved', decidedAtMs: 9, revision: 2 }, 1);
      assert.deepEqual(await search(), [sister.id]);
      assert.deepEqual(await search({ state: 'approved' }), [trader.id]);
    });

    test('a sealed key is replaced unless it was replaced in between, and the content stays', async () => {
      const document = sampleKycDocument(first, 'd1');
      await store.submit(first, [document], 0);
      assert.deepEqual(await store.listSealedKeys('main'), [{ id: 'd1', sealedKey: document.sealedKey }]);
      await store.replaceSealedKey('main', 'd1', 'another', 'x');
      await store.replaceSealedKey('wl', 'd1', document.sealedKey, 'x');
      assert.deepEqual(await store.findSealed('main', 'd1'), document);
      await store.replaceSealedKey('main', 'd1', document.sealedKey, 'new');
      assert.deepEqual(await store.findSealed('main', 'd1'), { ...document, sealedKey: 'new' });
    });

    test('row 28: nothing of one white label is found, listed or changed through another', async () => {
      await store.submit(first, [sampleKycDocument(first, 'd1')], 0);
      assert.equal(await store.find('wl', trader.id), undefined);
      assert.deepEqual(await store.list('wl', { limit: 9 }), []);
      assert.deepEqual(await store.listDocuments('wl', trader.id), []);
      assert.equal(await store.findSealed('wl', 'd1'), undefined);
      assert.deepEqual(await store.listSealedKeys('wl'), []);
      assert.equal(await store.decide({ ...first, brokerName: 'wl', state: 'approved' }, 1), false);
      const theirs = sampleKycCase(sister);
      assert.equal(await store.submit(theirs, [sampleKycDocument(theirs, 'd1')], 0), true, 'it has ids of its own');
      assert.deepEqual(await store.find('main', trader.id), first);
    });
  });
}
