import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { linkEntries, privacyGenesis } from '../../src/domain/privacy-log/privacy-chain.ts';
import type { PrivacyEntryContent } from '../../src/domain/privacy-log/privacy-entry.ts';
import type { PrivacyLogStore } from '../../src/domain/privacy-log/privacy-log-store.ts';
import { verifyLog } from '../../src/domain/privacy-log/verify-log.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, samplePrivacyContent } from './sample-records.ts';

/** What every store of privacy logs must do. */
export function privacyLogStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of privacy logs on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: PrivacyLogStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.privacyLog;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    const appendTo = (to: PrivacyLogStore, brokerName: string, contents: readonly PrivacyEntryContent[]) =>
      to.append(brokerName, privacyGenesis(brokerName), (head) => linkEntries(head, contents));
    const append = (brokerName: string, ...contents: PrivacyEntryContent[]) => appendTo(store, brokerName, contents);
    const everything = { after: 0, until: Number.MAX_SAFE_INTEGER, limit: 1000 };

    test('entries come back as they were written, and the head is the last of them', async () => {
      const contents = [
        samplePrivacyContent('u1', { principal: 'api-"quoted"', fields: ['email', 'naïve 名字', ''] }),
        samplePrivacyContent('u2', { fields: [] }),
      ];
      await append('main', ...contents);
      const expected = linkEntries(privacyGenesis('main'), contents);
      assert.deepEqual(await store.read('main', everything), expected);
      assert.deepEqual(await store.list('main', { limit: 10 }), expected.toReversed());
      const { sequence, hash } = expected[1] ?? assert.fail();
      assert.deepEqual(await store.findEnd('main'), { head: { sequence, hash }, lastSequence: 2 });
    });

    test('a log without entries has no head, and an append of nothing gives it its genesis', async () => {
      assert.deepEqual(await store.findEnd('main'), { head: undefined, lastSequence: 0 });
      await append('main');
      assert.deepEqual(await store.findEnd('main'), { head: privacyGenesis('main'), lastSequence: 0 });
      assert.deepEqual(await store.read('main', everything), []);
    });

    test('list pages from the newest on and read from the oldest on, of one person where one is named', async () => {
      for (const person of ['a', 'b', 'a', 'b', 'a']) await append('main', samplePrivacyContent(person));
      const sequences = (entries: readonly { sequence: number }[]) => entries.map(({ sequence }) => sequence);
      assert.deepEqual(sequences(await store.list('main', { limit: 2 })), [5, 4]);
      assert.deepEqual(sequences(await store.list('main', { before: 4, limit: 2 })), [3, 2]);
      assert.deepEqual(sequences(await store.list('main', { personId: 'a', before: 5, limit: 9 })), [3, 1]);
      assert.deepEqual(sequences(await store.read('main', { ...everything, after: 1, limit: 2 })), [2, 3]);
      assert.deepEqual(sequences(await store.read('main', { ...everything, after: 1, until: 4 })), [2, 3, 4]);
      assert.deepEqual(sequences(await store.read('main', { ...everything, personId: 'b' })), [2, 4]);
      assert.deepEqual(await store.list('main', { personId: 'nobody', limit: 9 }), []);
    });

    test('a selection narrows both, by who asked, for what and when', async () => {
      await append(
        'main',
        samplePrivacyContent('a', { atMs: 1000, principal: 'api-one' }),
        samplePrivacyContent('b', { atMs: 2000, principal: 'api-two', operation: 'updateUser' }),
        samplePrivacyContent('a', { atMs: 3000, principal: 'api-two' }),
      );
      const sequences = (entries: readonly { sequence: number }[]) => entries.map(({ sequence }) => sequence);
      const cases = [
        [{ principal: 'api-two' }, [2, 3]],
        [{ operation: 'updateUser' }, [2]],
        [{ fromMs: 2000, toMs: 3000 }, [2]],
        [{ fromMs: 3000 }, [3]],
        [{ principal: 'api-two', personId: 'a' }, [3]],
        [{ principal: undefined }, [1, 2, 3]],
      ] as const;
      for (const [selection, expected] of cases) {
        assert.deepEqual(sequences(await store.read('main', { ...everything, ...selection })), expected);
        assert.deepEqual(sequences(await store.list('main', { ...selection, limit: 9 })), expected.toReversed());
      }
    });

    test('row 28: each white label has a log of its own', async () => {
      await append('main', samplePrivacyContent('u1'));
      await append('other', samplePrivacyContent('u1'));
      assert.deepEqual(await store.list('nobody', { limit: 9 }), []);
      const [[ours], [theirs]] = [await store.list('main', { limit: 9 }), await store.list('other', { limit: 9 })];
      assert.deepEqual([ours?.sequence, theirs?.sequence], [1, 1]);
      assert.notEqual(ours?.hash, theirs?.hash);
      assert.equal(ours?.previousHash, privacyGenesis('main').hash);
    });

    test('a white label that is not there has no log', async () => {
      await assert.rejects(
        () => append('nobody', samplePrivacyContent('u1')),
        (error) => isBridgeError(error, 'broker_unknown'),
      );
    });

    test('an append that fails half-way writes nothing, and the next one goes through', async () => {
      await append('main', samplePrivacyContent('u1'));
      const before = await store.findEnd('main');
      const [entry] = linkEntries(privacyGenesis('main'), [samplePrivacyContent('u2')]);
      assert.ok(entry);
      // The second one stands where the first one does.
      const fork = () => [{ ...entry, sequence: 2 }, entry];
      await assert.rejects(() => store.append('main', privacyGenesis('main'), fork));
      assert.deepEqual(await store.findEnd('main'), before);
      await append('main', samplePrivacyContent('u3'));
      assert.equal((await store.findEnd('main')).head?.sequence, 2);
    });

    test('1200 entries of one append are written together', async () => {
      await append('main', ...Array.from({ length: 1200 }, (_, index) => samplePrivacyContent(`u${index}`)));
      assert.deepEqual((await verifyLog(store, 'main', undefined)).count, 1200);
    });

    test('row 50: of 200 appends by two processes, 50 at once, the first among them, none is lost and none forks', async () => {
      const persons = Array.from({ length: 200 }, (_, index) => `u${index}`);
      const stores = [store, opened.another.privacyLog];
      const appendOne = (person: string, index: number) =>
        appendTo(stores[index % 2] ?? store, 'main', [samplePrivacyContent(person), samplePrivacyContent('all')]);
      // More would wait for a connection for longer than a slow machine has time.
      for (let from = 0; from < persons.length; from += 50)
        await Promise.all(persons.slice(from, from + 50).map(appendOne));
      const report = await verifyLog(store, 'main', undefined);
      assert.deepEqual([report.count, report.head.sequence, report.fault], [400, 400, null]);
      const entries = await store.read('main', everything);
      assert.deepEqual(new Set(entries.map(({ personId }) => personId)), new Set([...persons, 'all']));
      // What was appended together stands together.
      assert.ok(entries.every(({ personId }, index) => (personId === 'all') === (index % 2 === 1)));
    });
  });
}
