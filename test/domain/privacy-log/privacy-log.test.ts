import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { PrivacyAccess } from '../../../src/domain/privacy-log/privacy-entry.ts';
import { createPrivacyLog, type PrivacyLog } from '../../../src/domain/privacy-log/privacy-log.ts';
import type { PrivacyLogStore } from '../../../src/domain/privacy-log/privacy-log-store.ts';
import { BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { CRM, sampleBroker } from '../../contracts/sample-records.ts';
import { collect } from '../../support/collect.ts';
import { ENGINES } from '../../support/engines.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

function sampleAccess(personIds: readonly string[], changes: Partial<PrivacyAccess> = {}): PrivacyAccess {
  return {
    apiKeyId: 'key-1',
    principal: 'crm-kim',
    justification: 'customer_support-4711',
    personIds,
    resource: 'users',
    operation: 'getUser',
    fields: ['email'],
    requestId: 'request-1',
    ...changes,
  };
}

for (const { name, skip, open } of ENGINES) {
  describe(`the privacy log on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    const clock = createFakeClock();
    let storage: Storage;
    let appends = 0;
    let isFailing = false;
    let privacyLog: PrivacyLog;
    before(async () => {
      const { databaseUrl } = await open();
      const parts = { clock, telemetry: silentTelemetry, log: createLogger('silent') };
      storage = await openStorage({ dataDir: join(folder.path, 'data'), databaseUrl, ...parts });
      await storage.migrate();
      await storage.brokers.addCrm(CRM);
      const store: PrivacyLogStore = {
        ...storage.privacyLog,
        async append(...parameters) {
          appends += 1;
          if (isFailing) throw new BridgeError('store_unavailable');
          await storage.privacyLog.append(...parameters);
        },
      };
      privacyLog = createPrivacyLog({ store, clock });
    });
    after(async () => {
      await storage.close();
      folder.remove();
    });

    async function newBroker(brokerName: string) {
      await storage.brokers.addBroker(sampleBroker(brokerName));
      return { ...sampleBroker(brokerName), revision: 1 };
    }

    test('an access is one entry a person, in their order, at the time of the access', async () => {
      const broker = await newBroker('main');
      const access = sampleAccess(['u1', 'u2', 'u1'], { fields: ['email', 'firstName'] });
      await privacyLog.record(broker, access);
      const entries = await privacyLog.list(broker, { limit: 10 });
      const { personIds: _, ...rest } = access;
      assert.deepEqual(
        entries.map(({ sequence, previousHash, hash, ...content }) => content),
        [
          { ...rest, personId: 'u2', atMs: clock.nowMs() },
          { ...rest, personId: 'u1', atMs: clock.nowMs() },
        ],
      );
      const { count, head, fault } = await privacyLog.verify(broker);
      assert.deepEqual([count, head, fault], [2, { sequence: 2, hash: entries[0]?.hash }, null]);
    });

    test('an access that met nobody writes nothing', async () => {
      const broker = await newBroker('nobody');
      await privacyLog.record(broker, sampleAccess([]));
      assert.deepEqual((await privacyLog.verify(broker)).head.sequence, 0);
    });

    test('an export is of all or of one person, the oldest first, over more entries than are read at once', async () => {
      const broker = await newBroker('export');
      const persons = Array.from({ length: 600 }, (_, index) => `u${index}`);
      await privacyLog.record(broker, sampleAccess([...persons, 'last']));
      await privacyLog.record(broker, sampleAccess(['last'], { operation: 'updateUser' }));
      const all = await collect(privacyLog.exportAll(broker));
      assert.deepEqual(
        all.map(({ personId }) => personId),
        [...persons, 'last', 'last'],
      );
      const one = await collect(privacyLog.exportPerson(broker, 'last'));
      assert.deepEqual(
        one.map(({ sequence, operation }) => [sequence, operation]),
        [
          [601, 'getUser'],
          [602, 'updateUser'],
        ],
      );
      assert.deepEqual(await collect(privacyLog.exportPerson(broker, 'stranger')), []);
    });

    test('an entry that was noted is expected to be there still', async () => {
      const broker = await newBroker('noted');
      await privacyLog.record(broker, sampleAccess(['u1']));
      const noted = (await privacyLog.verify(broker)).head;
      await privacyLog.record(broker, sampleAccess(['u2']));
      assert.equal((await privacyLog.verify(broker, noted)).fault, null);
      const other = { ...noted, hash: '0'.repeat(64) };
      assert.deepEqual((await privacyLog.verify(broker, other)).fault, { sequence: 1, kind: 'rewritten' });
      const later = { sequence: 3, hash: noted.hash };
      assert.deepEqual((await privacyLog.verify(broker, later)).fault, { sequence: 3, kind: 'missing' });
    });

    test('many accesses at once are written together, each of them whole', async () => {
      const broker = await newBroker('many');
      const before = appends;
      const persons = Array.from({ length: 300 }, (_, index) => `u${index}`);
      await Promise.all(persons.map((person) => privacyLog.record(broker, sampleAccess([person, `${person}-friend`]))));
      assert.equal(appends - before, 3, 'the first one alone, then as many as may be written together');
      const written = await collect(privacyLog.exportAll(broker));
      assert.deepEqual(
        written.map(({ personId }) => personId),
        persons.flatMap((person) => [person, `${person}-friend`]),
      );
    });

    test('row 43: an access that could not be written fails, whoever waits behind it too, and the next one is written', async () => {
      const broker = await newBroker('outage');
      isFailing = true;
      const before = appends;
      const lost = await Promise.allSettled(['a', 'b', 'c'].map((id) => privacyLog.record(broker, sampleAccess([id]))));
      isFailing = false;
      assert.ok(lost.every((one) => one.status === 'rejected' && isBridgeError(one.reason, 'store_unavailable')));
      assert.equal(appends - before, 1);
      await privacyLog.record(broker, sampleAccess(['d']));
      assert.deepEqual((await privacyLog.verify(broker)).count, 1);
    });

    test('a text that would not come back as it was written is refused, for its entry would look altered', async () => {
      const broker = await newBroker('texts');
      for (const [access, field] of [
        [sampleAccess(['u\u0000']), 'personIds'],
        [sampleAccess(['u1'], { fields: ['a', '\ud800'] }), 'fields'],
        [sampleAccess(['u1'], { requestId: '\udc00' }), 'requestId'],
      ] as const) {
        await assert.rejects(
          () => privacyLog.record(broker, access),
          (error) => isBridgeError(error, 'parameter_invalid') && error.field === field,
        );
      }
      await privacyLog.record(broker, sampleAccess(['ü 😀 \u0001 "\\'], { fields: ['\u2028', '<b>', "'"] }));
      assert.deepEqual(await privacyLog.verify(broker).then(({ count, fault }) => [count, fault]), [1, null]);
    });
  });
}
