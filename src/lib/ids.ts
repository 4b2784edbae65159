import { hash, randomBytes, randomUUID } from 'node:crypto';

/** A new id for a request; not secret. */
export function newRequestId(): string {
  return randomUUID();
}

/**
 * A new id for a record, made so that ids sort by the time they were made.
 *
 * @param nowMs - Milliseconds since the Unix epoch.
 * @returns A UUID version 7 (RFC 9562, section 5.7).
 */
export function newRecordId(nowMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  return toUuid(bytes, 7);
}

/**
 * An id for a record that is the same whenever it is made from the same text.
 *
 * @param text - Cannot be found from the id, as long as it cannot be guessed.
 * @returns A UUID version 8 (RFC 9562, section 5.8).
 */
export function deriveRecordId(text: string): string {
  return toUuid(hash('sha256', `drawbridge/record-id/${text}`, 'buffer').subarray(0, 16), 8);
}

/** @see RFC 9562, section 4. */
function toUuid(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
