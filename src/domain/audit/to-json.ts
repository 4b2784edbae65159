import type { JsonValue } from '../../lib/json-value.ts';

/** A value as JSON says it; what is not there is `null`. */
export function toJson(value: unknown): JsonValue {
  const text = JSON.stringify(value ?? null, (_name, part) => (typeof part === 'bigint' ? String(part) : part));
  return text === undefined ? null : JSON.parse(text);
}
