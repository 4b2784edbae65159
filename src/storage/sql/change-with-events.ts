import type { BridgeEvent } from '../../domain/events/bridge-event.ts';
import { appendEvents } from './append-events.ts';
import type { RecordDatabase } from './schema.ts';

/**
 * Makes a change and writes what happened with it, both or neither. Without events it needs no transaction.
 *
 * @param change - @returns Whether anything was changed; if not, nothing happened.
 */
export function changeWithEvents(
  db: RecordDatabase,
  events: readonly BridgeEvent[],
  change: (db: RecordDatabase) => Promise<boolean>,
): Promise<boolean> {
  if (events.length === 0) return change(db);
  return db.transaction().execute(async (transaction) => {
    if (!(await change(transaction))) return false;
    await appendEvents(transaction, events);
    return true;
  });
}
