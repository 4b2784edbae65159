import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { createCommitQueue } from './commit-queue.ts';
import { createExpiringOperations } from './expiring-operations.ts';
import { prepareExpiringStatements } from './expiring-statements.ts';
import { EXPIRING_TABLES } from './expiring-tables.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

export interface SqliteExpiringStoreOptions {
  /** Several processes of one machine may share it. */
  readonly file: string;
  readonly clock: Clock;
}

/** The expiring store in a file: the default, for a bridge on one machine. */
export function openSqliteExpiringStore({ file, clock }: SqliteExpiringStoreOptions): ExpiringStore {
  const database = openSqliteDatabase({ file, tables: EXPIRING_TABLES });
  const operations = createExpiringOperations(prepareExpiringStatements(database));
  const queue = createCommitQueue(database);

  const write = <T>(operation: () => T) => guardDriver('sqlite', () => queue.run(operation));
  const read = <T>(operation: () => T) => guardDriver('sqlite', async () => operation());

  return {
    put: (key, value, options) => write(() => operations.put(key, value, options, clock.nowMs())),
    putIfAbsent: (key, value, options) => write(() => operations.putIfAbsent(key, value, options, clock.nowMs())),
    get: (key) => read(() => operations.get(key, clock.nowMs())),
    takeOnce: (key) => write(() => operations.takeOnce(key, clock.nowMs())),
    compareAndSet: (key, version, value) => write(() => operations.compareAndSet(key, version, value, clock.nowMs())),
    drop: (key) => write(() => operations.drop(key)),
    dropGroup: (partition, group) => write(() => operations.dropGroup(partition, group)),
    count(key, by, windowMs) {
      if (by === 0) return read(() => operations.readCount(key, clock.nowMs()));
      return write(() => operations.count(key, by, windowMs, clock.nowMs()));
    },
    sweep: (limit) => write(() => operations.sweep(limit, clock.nowMs())),
    ping: () => read(() => void database.prepare('select 1').get()),
    async close() {
      queue.flush();
      if (database.isOpen) database.close();
    },
  };
}
