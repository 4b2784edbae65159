/**
 * A process of its own that takes every key of a store, and notes each key that it got in a file before it goes on.
 *
 * Arguments: `sqlite` or `redis`, the file or the URL, the file for the notes, the number of keys. It says `ready`,
 * waits for any message, says `busy` now and then, and ends when it has been through all keys.
 */
import { openSync, writeSync } from 'node:fs';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { connectRedis } from '../../src/storage/redis/connect-redis.ts';
import { createRedisExpiringStore } from '../../src/storage/redis/redis-expiring-store.ts';
import { openSqliteExpiringStore } from '../../src/storage/sql/sqlite-expiring-store.ts';

const CALLERS = 32;
const [engine, place = '', notesFile = '', keyCount = '0'] = process.argv.slice(2);

async function openStore(): Promise<ExpiringStore> {
  if (engine === 'sqlite') return openSqliteExpiringStore({ file: place, clock: systemClock });
  const client = await connectRedis(place, createLogger('silent'));
  return createRedisExpiringStore({ client, clock: systemClock });
}

const store = await openStore();
const notes = openSync(notesFile, 'a');
let next = 0;

async function takeAll(): Promise<void> {
  while (next < Number(keyCount)) {
    const id = String(next);
    next += 1;
    if (!(await takeOne(id))) continue;
    writeSync(notes, `${id}\n`);
    process.send?.('busy');
  }
}

/** Like the platform, tries again while the store cannot answer. */
async function takeOne(id: string): Promise<boolean> {
  for (;;) {
    try {
      return (await store.takeOnce({ partition: 'wl', kind: 'one-time-token', id })).outcome === 'taken';
    } catch (error) {
      if (!isBridgeError(error, 'store_unavailable')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

process.send?.('ready');
process.once('message', async () => {
  await Promise.all(Array.from({ length: CALLERS }, takeAll));
  await store.close();
  process.disconnect();
});
