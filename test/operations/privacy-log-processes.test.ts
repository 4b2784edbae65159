import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createPrivacyLog, type PrivacyLog } from '../../src/domain/privacy-log/privacy-log.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { CRM, sampleBroker } from '../contracts/sample-records.ts';
import { ENGINES, type StoreUrls } from '../support/engines.ts';
import { forkNotingWorker } from '../support/noting-worker.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKER = { ...sampleBroker('main'), revision: 1 };
const PERSONS = ['first', 'second'];
/** Enough for a worker to be killed in the middle. */
const KILL_COUNT = 20_000;

for (const { name, skip, open } of ENGINES) {
  describe(`several processes with one privacy log on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    const dataDir = join(folder.path, 'data');
    let urls: StoreUrls;
    let storage: Storage;
    let privacyLog: PrivacyLog;
    before(async () => {
      urls = await open();
      const parts = { clock: systemClock, telemetry: silentTelemetry, log: createLogger('silent') };
      storage = await openStorage({ dataDir, databaseUrl: urls.databaseUrl, ...parts });
      await storage.migrate();
      await storage.brokers.addCrm(CRM);
      await storage.brokers.addBroker(sampleBroker(BROKER.brokerName));
      privacyLog = createPrivacyLog({ store: storage.privacyLog, clock: systemClock });
    });
    after(async () => {
      await storage.close();
      folder.remove();
    });

    function forkWorker(worker: string, count: number) {
      return forkNotingWorker({
        ...{ script: 'append-worker.ts', folder: folder.path, name: worker },
        parameters: (notesFile) => [dataDir, urls.databaseUrl ?? '', notesFile, worker, String(count)],
      });
    }

    /** @returns The requests of the log, once it was found sound and each of them whole. */
    async function soundRequests(): Promise<string[]> {
      const { fault, count } = await privacyLog.verify(BROKER);
      assert.equal(fault, null);
      const persons = new Map<string, string[]>();
      for await (const { requestId, personId } of privacyLog.exportAll(BROKER)) {
        persons.set(requestId, [...(persons.get(requestId) ?? []), personId]);
      }
      for (const each of persons.values()) assert.deepEqual(each, PERSONS);
      assert.equal(count, persons.size * PERSONS.length);
      return [...persons.keys()];
    }

    test('row 50: two processes that append at once make one chain without a gap, a fork or a loss', async () => {
      const workers = await Promise.all([forkWorker('one', 400), forkWorker('two', 400)]);
      for (const worker of workers) worker.start();
      await Promise.all(workers.map((worker) => worker.untilDone()));
      const requests = await soundRequests();
      assert.equal(requests.length, 800);
      assert.deepEqual(new Set(requests), new Set(workers.flatMap((worker) => worker.noted())));
    });

    test('row 44: after kill -9 of a process that appends, the chain is sound and holds all that was acknowledged', async () => {
      const [victim, survivor] = await Promise.all([forkWorker('victim', KILL_COUNT), forkWorker('survivor', 200)]);
      victim.start();
      survivor.start();
      await victim.untilBusy();
      await victim.kill();
      await survivor.untilDone();
      const requests = new Set(await soundRequests());
      const acknowledged = [...victim.noted(), ...survivor.noted()];
      assert.ok(victim.noted().length > 0, 'the victim had begun');
      assert.equal(survivor.noted().length, 200);
      assert.deepEqual(
        acknowledged.filter((request) => !requests.has(request)),
        [],
      );
      const heir = await forkWorker('heir', 20);
      heir.start();
      await heir.untilDone();
      assert.equal((await soundRequests()).filter((request) => request.startsWith('heir-')).length, 20);
    });
  });
}
