import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { gatherCounts } from '../../src/domain/statistics/gather-counts.ts';
import { createStatistics } from '../../src/domain/statistics/statistics.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { CRM, sampleBroker, samplePayment, sampleUser } from '../contracts/sample-records.ts';
import { ENGINES } from '../support/engines.ts';
import { forkNotingWorker } from '../support/noting-worker.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** Enough for a worker to be killed in the middle. */
const PAYMENTS = 600;
const EARLIER = Date.UTC(2027, 0, 1);

for (const { name, skip, open } of ENGINES) {
  test(`row 44: after kill -9 of one of two processes that count payments on ${name}, each is counted once`, {
    skip,
  }, async (t) => {
    const folder = makeTempFolder();
    t.after(() => folder.remove());
    const dataDir = join(folder.path, 'data');
    const { databaseUrl } = await open();
    const log = createLogger('silent');
    const parts = { clock: systemClock, telemetry: silentTelemetry, log };
    const storage = await openStorage({ dataDir, databaseUrl, ...parts });
    t.after(() => storage.close());
    await storage.migrate();
    await storage.brokers.addCrm(CRM);
    await storage.brokers.addBroker(sampleBroker('main'));
    const trader = sampleUser('main', 'u1');
    await storage.users.add(trader);
    const ended = { state: 'credited', updatedAtMs: EARLIER } as const;
    await Promise.all(
      Array.from({ length: PAYMENTS }, (_, index) => storage.payments.add(samplePayment(trader, `p${index}`, ended))),
    );
    const fork = (worker: string) =>
      forkNotingWorker({
        ...{ script: 'count-worker.ts', folder: folder.path, name: worker },
        parameters: (notesFile) => [dataDir, databaseUrl ?? '', notesFile],
      });
    const [victim, survivor] = await Promise.all([fork('victim'), fork('survivor')]);
    victim.start();
    survivor.start();
    await victim.untilBusy();
    await victim.kill();
    await survivor.untilDone();
    const gathered = gatherCounts(systemClock);
    const statistics = createStatistics({ store: storage.statistics, gathered, expiring: storage.expiring, ...parts });
    // On PostgreSQL the victim's last payments are free once the server noticed that it is gone.
    await statistics.addUp();
    const [day] = await statistics.series({ brokerNames: ['main'], fromMs: EARLIER, toMs: EARLIER + 1, step: 'day' });
    assert.deepEqual(day?.deposits, [{ currency: 'EUR', count: PAYMENTS, amount: '150000.00' }]);
  });
}
