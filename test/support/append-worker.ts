/**
 * A process of its own that appends to a privacy log, and notes each request in a file once it was told that it is written.
 *
 * Arguments: the folder of the SQLite file, the URL of a PostgreSQL or nothing, the file for the notes, the name of the
 * worker, the number of requests. It says `ready`, waits for any message, says `busy` now and then, and ends when all
 * are written.
 */
import { openSync, writeSync } from 'node:fs';
import { createPrivacyLog } from '../../src/domain/privacy-log/privacy-log.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { sampleBroker } from '../contracts/sample-records.ts';

const CALLERS = 16;
const [dataDir = '', databaseUrl = '', notesFile = '', name = '', count = '0'] = process.argv.slice(2);

const storage = await openStorage({
  ...{ dataDir, databaseUrl: databaseUrl || undefined, clock: systemClock },
  ...{ telemetry: silentTelemetry, log: createLogger('silent') },
});
const privacyLog = createPrivacyLog({ store: storage.privacyLog, clock: systemClock });
const broker = { ...sampleBroker('main'), revision: 1 };
const notes = openSync(notesFile, 'a');
let next = 0;

async function appendAll(): Promise<void> {
  while (next < Number(count)) {
    const requestId = `${name}-${next}`;
    next += 1;
    await privacyLog.record(broker, {
      ...{ apiKeyId: 'key', principal: 'service-user', justification: 'test_run-1', requestId },
      ...{ resource: 'users', operation: 'getUser', fields: ['email'], personIds: ['first', 'second'] },
    });
    writeSync(notes, `${requestId}\n`);
    process.send?.('busy');
  }
}

process.send?.('ready');
process.once('message', async () => {
  await Promise.all(Array.from({ length: CALLERS }, appendAll));
  await storage.close();
  process.disconnect();
});
