import { hash, randomBytes, randomUUID } from 'node:crypto';

/** A new id for a request; not secret. */
export function newRequestId(): string {
  return randomUUID();
}

/** The last one made in this process. Of the random part the highest bit is left free for adding to it. */
let last = { nowMs: -1, random: 0n };

/**
 * A new id for a record, made so that ids sort by the time they were made; those of one millisecond and process in the
 * order they were made. Not secret.
 *
 * @param nowMs - Milliseconds since the Unix epoch.
 * @returns A UUID version 7 (RFC 9562, section 5.7; monotonic by method 2 of section 6.2).
 */
export function newRecordId(nowMs: number): string {
  const random = last.nowMs === nowMs ? last.random + 1n + randomBits(48) : randomBits(73);
  last = { nowMs, random };
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.writeUInt16BE(Number(random >> 62n), 6);
  bytes.writeBigUInt64BE(random & (2n ** 62n - 1n), 8);
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

function randomBits(count: number): bigint {
  return BigInt(`0x${randomBytes(Math.ceil(count / 8)).toString('hex')}`) & (2n ** BigInt(count) - 1n);
}
