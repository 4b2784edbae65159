/**
 * A process of its own that counts payments that came to their end, a few at once.
 *
 * Arguments: the folder of the SQLite file, the URL of a PostgreSQL or nothing, the file for the notes. It says `ready`,
 * waits for any message, says `busy` now and then, and ends when nothing is left to be counted.
 */
import { spreadPayments } from '../../src/domain/statistics/spread-counts.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

const AT_ONCE = 5;
const [dataDir = '', databaseUrl = ''] = process.argv.slice(2);

const storage = await openStorage({
  ...{ dataDir, databaseUrl: databaseUrl || undefined, clock: systemClock },
  ...{ telemetry: silentTelemetry, log: createLogger('silent') },
});

process.send?.('ready');
process.once('message', async () => {
  while ((await storage.statistics.countPayments({ atMs: systemClock.nowMs(), limit: AT_ONCE }, spreadPayments)) > 0) {
    process.send?.('busy');
  }
  await storage.close();
  process.disconnect();
});
