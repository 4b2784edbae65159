import type { PrivacyEntry } from '../../domain/privacy-log/privacy-entry.ts';
import type { PrivacyLogEntryTable } from './privacy-log-tables.ts';

export function toEntryRow(brokerName: string, entry: PrivacyEntry): PrivacyLogEntryTable {
  return {
    broker_name: brokerName,
    sequence: entry.sequence,
    at_ms: entry.atMs,
    api_key_id: entry.apiKeyId,
    principal: entry.principal,
    justification: entry.justification,
    person_id: entry.personId,
    resource: entry.resource,
    operation: entry.operation,
    fields_json: JSON.stringify(entry.fields),
    request_id: entry.requestId,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

export function toEntry(row: PrivacyLogEntryTable): PrivacyEntry {
  return {
    sequence: row.sequence,
    atMs: row.at_ms,
    apiKeyId: row.api_key_id,
    principal: row.principal,
    justification: row.justification,
    personId: row.person_id,
    resource: row.resource,
    operation: row.operation,
    fields: toFields(row.fields_json),
    requestId: row.request_id,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** One that somebody altered may be no list at all; it is for the hash to tell, not for a failure to hide. */
function toFields(json: string): readonly string[] {
  try {
    const fields: unknown = JSON.parse(json);
    if (Array.isArray(fields) && fields.every((field) => typeof field === 'string')) return fields;
  } catch {}
  return ['(unreadable)', json];
}
