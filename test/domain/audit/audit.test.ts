import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Audit, createAudit } from '../../../src/domain/audit/audit.ts';
import type { AuditNote } from '../../../src/domain/audit/audit-entry.ts';
import { BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { CRM, sampleAuditContent, sampleBroker } from '../../contracts/sample-records.ts';
import { collect } from '../../support/collect.ts';
import { ENGINES } from '../../support/engines.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

function sampleNote(changes: Partial<AuditNote> = {}): AuditNote {
  const { id: _id, atMs: _atMs, ...note } = sampleAuditContent('');
  return { ...note, ...changes };
}

for (const { name, skip, open } of ENGINES) {
  describe(`the change log on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    const clock = createFakeClock();
    let storage: Storage;
    let isFailing = false;
    let audit: Audit;
    before(async () => {
      const { databaseUrl } = await open();
      const parts = { clock, telemetry: silentTelemetry, log: createLogger('silent') };
      storage = await openStorage({ dataDir: join(folder.path, 'data'), databaseUrl, ...parts });
      await storage.migrate();
      await storage.brokers.addCrm(CRM);
      const append: Storage['audit']['append'] = async (...parameters) => {
        if (isFailing) throw new BridgeError('store_unavailable');
        await storage.audit.append(...parameters);
      };
      audit = createAudit({ store: { ...storage.audit, append }, clock });
    });
    after(async () => {
      await storage.close();
      folder.remove();
    });

    async function newChain(brokerName: string): Promise<string> {
      await storage.brokers.addBroker(sampleBroker(brokerName));
      return brokerName;
    }

    test('a note becomes an entry, at the time of the note, and comes back as it was returned', async () => {
      const brokerName = await newChain('main');
      const note = sampleNote({ brokerName, reason: 'asked for by phone' });
      const entry = await audit.record(note);
      const { id, sequence, atMs, hash, previousHash: _, ...kept } = entry;
      assert.deepEqual(kept, note);
      assert.deepEqual([sequence, atMs], [1, clock.nowMs()]);
      assert.match(id, /^[0-9a-f-]{36}$/);
      assert.deepEqual(await audit.list(brokerName, {}, { limit: 9 }), [entry]);
      const head = { sequence: 1, hash };
      assert.deepEqual(await audit.verify(brokerName), { kind: 'intact', entries: 1, lastHash: hash, head });
    });

    test('a chain without entries is intact and has no last hash', async () => {
      const verification = await audit.verify(await newChain('empty'));
      assert.deepEqual([verification.kind, verification.entries], ['intact', 0]);
      assert.equal(verification.kind === 'intact' && verification.lastHash, null);
    });

    test('what is of no white label stands in the chain of the bridge', async () => {
      const entry = await audit.record(sampleNote({ brokerName: null, action: 'staff.invite' }));
      assert.deepEqual(await audit.list(null, { action: 'staff.invite' }, { limit: 1 }), [entry]);
    });

    test('of 50 notes at once each is an entry of its own, and each gets its own back', async () => {
      const brokerName = await newChain('many');
      const reasons = Array.from({ length: 50 }, (_, index) => `reason ${index}`);
      const entries = await Promise.all(reasons.map((reason) => audit.record(sampleNote({ brokerName, reason }))));
      assert.deepEqual(
        entries.map(({ reason }) => reason),
        reasons,
      );
      assert.deepEqual(
        entries.map(({ sequence }) => sequence).sort((one, other) => one - other),
        reasons.map((_, index) => index + 1),
      );
      assert.deepEqual((await audit.verify(brokerName)).kind, 'intact');
    });

    test('a stream is of all that fits, the oldest first, over more entries than are read at once', async () => {
      const brokerName = await newChain('stream');
      const notes = Array.from({ length: 1100 }, (_, index) =>
        audit.record(sampleNote({ brokerName, action: index % 2 === 0 ? 'even.set' : 'odd.set' })),
      );
      await Promise.all(notes);
      const all = await collect(audit.stream(brokerName, {}));
      assert.deepEqual(
        all.map(({ sequence }) => sequence),
        Array.from({ length: 1100 }, (_, index) => index + 1),
      );
      assert.equal((await collect(audit.stream(brokerName, { action: 'odd.set' }))).length, 550);
    });

    test('an entry that was noted is expected to be there still', async () => {
      const brokerName = await newChain('noted');
      const { sequence, hash } = await audit.record(sampleNote({ brokerName }));
      assert.equal((await audit.verify(brokerName, { sequence, hash })).kind, 'intact');
      const rewritten = await audit.verify(brokerName, { sequence, hash: '0'.repeat(64) });
      assert.deepEqual(rewritten.kind === 'broken' && [rewritten.sequence, rewritten.reason], [1, 'rewritten']);
      const cut = await audit.verify(brokerName, { sequence: 2, hash });
      assert.deepEqual(cut.kind === 'broken' && [cut.sequence, cut.reason], [2, 'missing']);
    });

    test('row 43: a note that could not be written fails, and the next one is written', async () => {
      const brokerName = await newChain('outage');
      isFailing = true;
      const lost = await Promise.allSettled([1, 2, 3].map(() => audit.record(sampleNote({ brokerName }))));
      isFailing = false;
      assert.ok(lost.every((one) => one.status === 'rejected' && isBridgeError(one.reason, 'store_unavailable')));
      assert.equal((await audit.record(sampleNote({ brokerName }))).sequence, 1);
    });

    test('whatever text a note holds, it is written, and the chain is sound', async () => {
      const brokerName = await newChain('texts');
      const odd = 'ü 😀 \u0000 \ud800 "\\ \u2028';
      const long = 'x'.repeat(10_000);
      const changes = [
        { field: odd, before: undefined, after: { [odd]: [odd, long, 7n, new Date(0)] } },
        { field: '__proto__', before: JSON.parse('{"__proto__":{"a":1}}'), after: -0 },
      ];
      const target = { type: odd, id: long };
      const actor = { kind: 'staff', id: long, email: odd } as const;
      const entry = await audit.record(sampleNote({ brokerName, changes, target, actor, reason: long + odd }));
      assert.deepEqual(await audit.list(brokerName, {}, { limit: 1 }), [entry]);
      assert.equal((await audit.verify(brokerName)).kind, 'intact');
      assert.ok(JSON.stringify(entry).length < 8000, 'long texts are cut');
    });

    test('row 31: what looks like a secret is masked, and the place for one in a template is not', async () => {
      const brokerName = await newChain('secrets');
      const key = `bk_live_${'k'.repeat(30)}`;
      const template = 'https://broker.example/deposit?token={otToken}&lang={lang}';
      const changes = [
        { field: 'note', before: null, after: [`the key ${key}`, { url: 'https://kim:hunter2@broker.example/' }] },
        { field: 'actions.deposit.template', before: null, after: template },
      ];
      const entry = await audit.record(sampleNote({ brokerName, changes, reason: `gave out ${key}` }));
      assert.ok(!JSON.stringify(entry).includes(key));
      assert.ok(!JSON.stringify(entry).includes('hunter2'));
      assert.equal(entry.changes[1]?.after, template);
    });

    test('an export has everything that the hash covers, and no cell that is a formula', async () => {
      const brokerName = await newChain('export');
      const entry = await audit.record(sampleNote({ brokerName, reason: '=1+1' }));
      const [line, ...others] = await collect(audit.exportLines(brokerName, {}, 'json'));
      const { actor, target, atMs: _, ...rest } = entry;
      assert.deepEqual(others, []);
      assert.deepEqual(JSON.parse(line ?? ''), {
        ...rest,
        at: new Date(entry.atMs).toISOString(),
        ...{ actorKind: 'staff', actorId: 'member-1', actorEmail: 'kim@example.com' },
        ...{ targetType: target.type, targetId: target.id },
      });
      assert.equal(actor.kind, 'staff');
      const [heading, record = ''] = await collect(audit.exportLines(brokerName, {}, 'csv'));
      assert.match(heading ?? '', /^"brokerName","sequence","id","at","actorKind",.*"changes","reason",/);
      assert.ok(record.includes(`,"'=1+1",`), record);
      assert.ok(record.includes(`"[{""field"":""displayName"",""before"":""Old"",""after"":""New""}]"`), record);
    });
  });
}
