/**
 * A process of its own that tells apps of what is due at a given time, once.
 *
 * Arguments, as JSON: `TellWorkerOptions`. It says `claimed` when it has taken something up, how many when it is done, and
 * ends.
 */
import { createAppLogouts } from '../../../src/domain/app-logouts/app-logouts.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

export interface TellWorkerOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly nowMs: number;
  /** Where apps are told; left out by a worker that gets no further than taking something up. */
  readonly url?: string;
}

const options: TellWorkerOptions = JSON.parse(process.argv[2] ?? '{}');
const clock = createFakeClock(options.nowMs);
const log = createLogger('silent');
const storage = await openStorage({ ...options, clock, telemetry: silentTelemetry, log });
const outbox = storage.logoutOutbox;
const appLogouts = createAppLogouts({ outbox, oidcClients: { list: async () => [] }, clock, log });

const count = await appLogouts.deliverDue(async ({ sid }) => {
  process.send?.('claimed');
  // It lives until it is killed.
  if (options.url === undefined) return new Promise(() => setInterval(() => undefined, 1000));
  await fetch(options.url, { method: 'POST', body: sid });
  return 'told';
});
await storage.close();
process.send?.(count, () => process.exit(0));
