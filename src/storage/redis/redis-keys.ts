import type { ExpiringKey } from '../../lib/expiring-store.ts';

/**
 * Names of keys: `drawbridge:{partition}:entry:kind:id`. What stands in braces decides on which node of a Cluster a key
 * lives, so that all keys of one operation are together.
 */
export function entryKeyOf(key: ExpiringKey): string {
  return `drawbridge:{${partOf(key.partition)}}:entry:${partOf(key.kind)}:${key.id}`;
}

export function counterKeyOf(key: ExpiringKey): string {
  return `drawbridge:{${partOf(key.partition)}}:counter:${partOf(key.kind)}:${key.id}`;
}

export function groupKeyOf(partition: string, group: string): string {
  return `drawbridge:{${partOf(partition)}}:group:${group}`;
}

const PLAIN = /^[\w.~-]+$/;

/** Keeps a part from ending early at a colon or a brace; empty braces would be no hash tag at all. */
function partOf(text: string): string {
  if (PLAIN.test(text)) return text;
  return text === '' ? '%' : encodeURIComponent(text.toWellFormed());
}
