import type { KeptEvent } from '../../domain/events/bridge-event.ts';
import type { BridgeEventRow } from './schema.ts';

export function toEvent(row: Omit<BridgeEventRow, 'is_fanned_out'>): KeptEvent {
  return {
    sequence: row.sequence,
    id: row.id,
    brokerName: row.broker_name,
    type: row.type,
    objectId: row.object_id,
    data: JSON.parse(row.data_json),
    createdAtMs: row.created_at_ms,
  };
}
