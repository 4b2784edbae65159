import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { linkEntries, privacyGenesis } from '../../src/domain/privacy-log/privacy-chain.ts';
import { verifyLog } from '../../src/domain/privacy-log/verify-log.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openRecordsForReading } from '../../src/storage/open-records-for-reading.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { CRM, sampleBroker, samplePrivacyContent } from '../contracts/sample-records.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const PARTS = { telemetry: silentTelemetry, log: createLogger('silent') };
const NOBODY = 65_534;

const isUnavailable = (error: unknown) => isBridgeError(error, 'store_unavailable');

/** Root may write whatever the modes say, so it is somebody else for as long. */
async function withoutRights<Result>(job: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await job();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('records on SQLite for who may only read', () => {
  const folder = makeTempFolder();
  const dataDir = join(folder.path, 'data');
  let storage: Storage;
  const append = (person: string) =>
    storage.privacyLog.append('main', privacyGenesis('main'), (head) =>
      linkEntries(head, [samplePrivacyContent(person)]),
    );

  before(async () => {
    chmodSync(folder.path, 0o755);
    storage = await openStorage({ dataDir, clock: systemClock, ...PARTS });
    await storage.migrate();
    await storage.brokers.addCrm(CRM);
    await storage.brokers.addBroker(sampleBroker('main'));
    await append('u1');
  });
  const locked: string[] = [];
  after(() => {
    // Who is not root could not remove what stands in them.
    for (const copy of locked) chmodSync(copy, 0o755);
    folder.remove();
  });

  /** @returns A folder with copies of these files, that only its owner may write. */
  function lockedCopy(name: string, files: readonly string[]): string {
    const copy = join(folder.path, name);
    mkdirSync(copy);
    for (const file of files) {
      cpSync(join(dataDir, file), join(copy, file));
      chmodSync(join(copy, file), 0o444);
    }
    chmodSync(copy, 0o555);
    locked.push(copy);
    return copy;
  }

  test('while the bridge writes, its records are read as they are at that moment', async () => {
    const records = openRecordsForReading({ dataDir, ...PARTS });
    assert.deepEqual(await records.listBrokerNames(), ['main']);
    assert.equal((await verifyLog(records.privacyLog, 'main', undefined)).count, 1);
    await append('u2');
    assert.equal((await verifyLog(records.privacyLog, 'main', undefined)).count, 2);
    const forge = records.privacyLog.append('main', privacyGenesis('main'), (head) =>
      linkEntries(head, [samplePrivacyContent('u3')]),
    );
    await assert.rejects(forge, isUnavailable);
    await records.close();
  });

  test('a copy without its log of changes is refused where what it shares cannot be made, not read without them', async () => {
    const copy = lockedCopy('half', ['records.sqlite', 'records.sqlite-wal']);
    await withoutRights(async () => {
      assert.throws(() => openRecordsForReading({ dataDir: copy, ...PARTS }), isUnavailable);
    });
  });

  test('row 51: a copy in a folder that nobody may write is read whole, and nothing comes to stand beside it', async () => {
    await storage.close();
    // An empty log of changes holds none.
    writeFileSync(join(dataDir, 'records.sqlite-wal'), '');
    const copy = lockedCopy('whole', ['records.sqlite', 'records.sqlite-wal']);
    await withoutRights(async () => {
      const records = openRecordsForReading({ dataDir: copy, ...PARTS });
      assert.deepEqual(await records.listBrokerNames(), ['main']);
      const report = await verifyLog(records.privacyLog, 'main', undefined);
      assert.deepEqual([report.count, report.fault], [2, null]);
      await records.close();
    });
    assert.deepEqual(readdirSync(copy), ['records.sqlite', 'records.sqlite-wal']);
  });

  test('where there are no records, that is told and nothing is made', () => {
    const nowhere = join(folder.path, 'nowhere');
    assert.throws(
      () => openRecordsForReading({ dataDir: nowhere, ...PARTS }),
      (error) => isBridgeError(error, 'store_unavailable') && /nowhere/.test(error.detail ?? ''),
    );
    assert.equal(readdirSync(folder.path).includes('nowhere'), false);
  });
});
