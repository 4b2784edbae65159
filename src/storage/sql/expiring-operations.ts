import type { SQLOutputValue } from 'node:sqlite';
import type { Counted, ExpiringEntry, ExpiringKey, PutOptions, TakeOutcome } from '../../lib/expiring-store.ts';
import { entryTimesOf, isOver, wholeMilliseconds } from '../entry-times.ts';
import type { ExpiringStatements } from './expiring-statements.ts';

/** The operations of the embedded expiring store. Those that write are to be run inside a transaction. */
export type ExpiringOperations = ReturnType<typeof createExpiringOperations>;

type Row = Record<string, SQLOutputValue>;

export function createExpiringOperations(statements: ExpiringStatements) {
  function get(key: ExpiringKey, nowMs: number): ExpiringEntry | undefined {
    const row = statements.select.get(...columnsOf(key));
    return row && toEntry(row, nowMs);
  }

  function insert(key: ExpiringKey, value: string, options: PutOptions, nowMs: number): boolean {
    const { expiresAtMs, forgetAtMs } = entryTimesOf(options, nowMs);
    const { groups = [] } = options;
    const isListed = forgetAtMs === null;
    const named = isListed || groups.length === 0 ? '' : JSON.stringify(groups);
    if (statements.insert.run(...columnsOf(key), value, expiresAtMs, forgetAtMs, named).changes === 0) return false;
    if (isListed) for (const group of groups) statements.insertGroup.run(...columnsOf(key), group);
    return true;
  }

  function replace(key: ExpiringKey, value: string, options: PutOptions, nowMs: number): void {
    statements.remove.run(...columnsOf(key));
    insert(key, value, options, nowMs);
  }

  return {
    get,
    put(key: ExpiringKey, value: string, options: PutOptions, nowMs: number): void {
      if (!insert(key, value, options, nowMs)) replace(key, value, options, nowMs);
    },
    putIfAbsent(key: ExpiringKey, value: string, options: PutOptions, nowMs: number): boolean {
      if (insert(key, value, options, nowMs)) return true;
      if (get(key, nowMs)) return false;
      replace(key, value, options, nowMs);
      return true;
    },
    takeOnce(key: ExpiringKey, nowMs: number): TakeOutcome {
      const taken = statements.spend.get(...columnsOf(key), nowMs);
      if (taken) return { outcome: 'taken', value: String(taken.value) };
      const entry = get(key, nowMs);
      if (!entry) return { outcome: 'absent' };
      return { outcome: entry.state === 'spent' ? 'spent' : 'expired' };
    },
    compareAndSet(key: ExpiringKey, expectedVersion: number, value: string, nowMs: number): boolean {
      return statements.replace.run(value, ...columnsOf(key), expectedVersion, nowMs).changes === 1;
    },
    drop(key: ExpiringKey): void {
      statements.remove.run(...columnsOf(key));
      statements.removeCounter.run(...columnsOf(key));
    },
    dropGroup(partition: string, group: string): void {
      statements.removeGroup.run(partition, partition, group);
      statements.countDrop.run();
      statements.dropGroup.run(partition, group);
    },
    count(key: ExpiringKey, by: number, windowMs: number, nowMs: number): Counted {
      const resetsAtMs = wholeMilliseconds(nowMs + windowMs);
      return toCounted(statements.addToCounter.get(...columnsOf(key), by, resetsAtMs, nowMs, nowMs), nowMs);
    },
    readCount(key: ExpiringKey, nowMs: number): Counted {
      return toCounted(statements.selectCounter.get(...columnsOf(key), nowMs), nowMs);
    },
    sweep(limit: number, nowMs: number): number {
      const entries = Number(statements.sweepEntries.run(nowMs, limit).changes);
      const counters = Number(statements.sweepCounters.run(nowMs, limit - entries).changes);
      // That a group was dropped is known for as long as anything is there that it held.
      if (entries === limit) return entries;
      return entries + counters + Number(statements.sweepDroppedGroups.run(nowMs, limit - entries - counters).changes);
    },
  };
}

function columnsOf(key: ExpiringKey): [string, string, string] {
  return [key.partition, key.kind, key.id];
}

function toEntry(row: Row, nowMs: number): ExpiringEntry | undefined {
  if (isOver(toTime(row.forget_at_ms), nowMs)) return undefined;
  const unspent = isOver(toTime(row.expires_at_ms), nowMs) ? 'expired' : 'live';
  return { value: String(row.value), version: Number(row.version), state: row.spent === 1 ? 'spent' : unspent };
}

function toTime(column: SQLOutputValue | undefined): number | null {
  return typeof column === 'number' ? column : null;
}

function toCounted(row: Row | undefined, nowMs: number): Counted {
  if (!row) return { count: 0, resetInMs: 0 };
  return { count: Number(row.count), resetInMs: Number(row.resets_at_ms) - nowMs };
}
