import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { auditContent, auditGenesis, linkEntries } from '../../src/domain/audit/audit-chain.ts';
import type { AuditActor, AuditEntryContent, AuditFilter } from '../../src/domain/audit/audit-entry.ts';
import type { AuditStore } from '../../src/domain/audit/audit-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { verifyChain } from '../../src/lib/verify-chain.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleAuditContent, sampleBroker } from './sample-records.ts';

const EVERYTHING = { after: 0, until: Number.MAX_SAFE_INTEGER, limit: 1000 };

/** What every store of change logs must do. */
export function auditStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of change logs on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: AuditStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.audit;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    const appendTo = (to: AuditStore, brokerName: string | null, contents: readonly AuditEntryContent[]) =>
      to.append(brokerName, auditGenesis(brokerName), (head) => linkEntries(head, contents));
    const append = (brokerName: string | null, ...contents: AuditEntryContent[]) =>
      appendTo(store, brokerName, contents);
    const sequences = (entries: readonly { sequence: number }[]) => entries.map(({ sequence }) => sequence);

    test('entries come back as they were written, whoever did it, and the head is the last of them', async () => {
      const actors: readonly AuditActor[] = [
        { kind: 'staff', id: 'm1', email: 'kim@example.com' },
        { kind: 'command-line', name: 'root' },
        { kind: 'bridge' },
      ];
      const changes = [
        { field: 'a.b', before: null, after: { 'ü "': [1, true, null, '名字', '\u0000'] } },
        { field: 'secret', before: '(secret)', after: '(secret)' },
      ];
      const contents = actors.map((actor, index) =>
        sampleAuditContent(`e${index}`, { actor, changes, address: null, requestId: null, reason: 'it “was” so' }),
      );
      await append('main', ...contents);
      const expected = linkEntries(auditGenesis('main'), contents);
      assert.deepEqual(await store.read('main', {}, EVERYTHING), expected);
      assert.deepEqual(await store.list('main', {}, { limit: 10 }), expected.toReversed());
      const { sequence, hash } = expected[2] ?? assert.fail();
      assert.deepEqual(await store.findEnd('main'), { head: { sequence, hash }, lastSequence: 3 });
    });

    test('a chain without entries has no head', async () => {
      for (const chain of ['main', null]) {
        assert.deepEqual(await store.findEnd(chain), { head: undefined, lastSequence: 0 });
        assert.deepEqual(await store.read(chain, {}, EVERYTHING), []);
      }
    });

    test('list pages from the newest on, read from the oldest on', async () => {
      await append('main', ...['a', 'b', 'c', 'd', 'e'].map((id) => sampleAuditContent(id)));
      assert.deepEqual(sequences(await store.list('main', {}, { limit: 2 })), [5, 4]);
      assert.deepEqual(sequences(await store.list('main', {}, { before: 4, limit: 2 })), [3, 2]);
      assert.deepEqual(sequences(await store.read('main', {}, { ...EVERYTHING, after: 1, limit: 2 })), [2, 3]);
      assert.deepEqual(sequences(await store.read('main', {}, { ...EVERYTHING, after: 1, until: 4 })), [2, 3, 4]);
    });

    test('a filter narrows both, by who, what, which and when', async () => {
      await append(
        'main',
        sampleAuditContent('a', { atMs: 1000 }),
        sampleAuditContent('b', { atMs: 2000, actor: { kind: 'command-line', name: 'root' }, action: 'api-key.add' }),
        sampleAuditContent('c', { atMs: 3000, target: { type: 'api-key', id: 'k1' } }),
        sampleAuditContent('d', { atMs: 4000, target: { type: 'api-key', id: 'k2' }, action: 'api-key.add' }),
      );
      const cases: readonly (readonly [AuditFilter, readonly number[]])[] = [
        [{ actorId: 'member-1' }, [1, 3, 4]],
        [{ actorId: 'root' }, [2]],
        [{ actorEmail: 'kim@example.com', fromMs: 2000 }, [3, 4]],
        [{ actorEmail: 'nobody@example.com' }, []],
        [{ action: 'api-key.add' }, [2, 4]],
        [{ targetType: 'api-key' }, [3, 4]],
        [{ targetType: 'api-key', targetId: 'k1' }, [3]],
        [{ fromMs: 2000, toMs: 4000 }, [2, 3]],
        [{ action: 'api-key.add', actorId: 'member-1', toMs: 4000 }, []],
        [{ actorId: undefined }, [1, 2, 3, 4]],
      ];
      for (const [filter, expected] of cases) {
        assert.deepEqual(sequences(await store.read('main', filter, EVERYTHING)), expected);
        assert.deepEqual(sequences(await store.list('main', filter, { limit: 9 })), expected.toReversed());
      }
    });

    test('row 28: each white label has a chain of its own, and the bridge has one', async () => {
      for (const chain of ['main', 'other', null]) {
        await append(chain, sampleAuditContent(`of ${chain}`, { brokerName: chain }));
      }
      for (const chain of ['main', 'other', null]) {
        const [entry, ...others] = await store.list(chain, {}, { limit: 9 });
        assert.deepEqual([entry?.brokerName, entry?.id, entry?.sequence, others], [chain, `of ${chain}`, 1, []]);
        assert.equal(entry?.previousHash, auditGenesis(chain).hash);
      }
      assert.deepEqual(await store.list('nobody', {}, { limit: 9 }), []);
    });

    test('a white label that is not there has no chain', async () => {
      await assert.rejects(
        () => append('nobody', sampleAuditContent('a')),
        (error) => isBridgeError(error, 'broker_unknown'),
      );
    });

    test('an append that fails half-way writes nothing, and the next one goes through', async () => {
      await append('main', sampleAuditContent('a'));
      const before = await store.findEnd('main');
      // No two entries have one id.
      await assert.rejects(() => append('main', sampleAuditContent('b'), sampleAuditContent('a')));
      assert.deepEqual(await store.findEnd('main'), before);
      await append('main', sampleAuditContent('c'));
      assert.equal((await store.findEnd('main')).head?.sequence, 2);
    });

    test('row 50: of 50 parallel appends by two processes, the first among them, none is lost and none forks', async () => {
      const stores = [store, opened.another.audit];
      for (const chain of ['main', null]) {
        const ids = Array.from({ length: 50 }, (_, index) => `${chain}-${index}`);
        const contents = ids.map((id) => sampleAuditContent(id, { brokerName: chain }));
        await Promise.all(contents.map((content, index) => appendTo(stores[index % 2] ?? store, chain, [content])));
        const { head } = await store.findEnd(chain);
        const entries = await store.read(chain, {}, EVERYTHING);
        const genesis = auditGenesis(chain);
        const report = await verifyChain({ genesis, head: head ?? genesis, entries, contentOf: auditContent });
        assert.deepEqual([report.count, report.fault], [50, null]);
        assert.deepEqual(new Set(entries.map(({ id }) => id)), new Set(ids));
      }
    });
  });
}
