import type { BridgeEvent } from '../../domain/events/bridge-event.ts';
import type { RecordDatabase } from './schema.ts';

/** An engine takes so many values and no more with one statement. */
const ROWS_PER_STATEMENT = 500;

/**
 * Writes down what happened. To be called within the transaction of the change, after it: whoever changes the same object
 * next waits for that, so that the later event gets the higher sequence.
 */
export async function appendEvents(
  transaction: Pick<RecordDatabase, 'insertInto'>,
  events: readonly BridgeEvent[],
): Promise<void> {
  for (let start = 0; start < events.length; start += ROWS_PER_STATEMENT) {
    const rows = events.slice(start, start + ROWS_PER_STATEMENT).map(toRow);
    await transaction.insertInto('bridge_events').values(rows).execute();
  }
}

function toRow({ id, brokerName, type, objectId, data, createdAtMs }: BridgeEvent) {
  return {
    id,
    broker_name: brokerName,
    type,
    object_id: objectId,
    data_json: JSON.stringify(data),
    is_fanned_out: 0,
    created_at_ms: createdAtMs,
  };
}
