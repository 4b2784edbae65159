import type { ExpiringKey, ExpiringStore } from '../../src/lib/expiring-store.ts';
import type { FakeClock } from '../support/fake-clock.ts';

export interface OpenedExpiringStore {
  readonly store: ExpiringStore;
  /** The store's clock. */
  readonly clock: FakeClock;
  close(): Promise<void>;
}

/** What a test gets, once the store is open. */
export type ExpiringStoreCase = () => Pick<OpenedExpiringStore, 'store' | 'clock'>;

let keysMade = 0;

/** A key that no other test uses. */
export function newKey(partition = 'wl'): ExpiringKey {
  keysMade += 1;
  return { partition, kind: 'one-time-token', id: `id-${keysMade}` };
}

export const MINUTE = { validForMs: 60_000 };
export const MINUTE_AND_A_DAY = { validForMs: 60_000, rememberForMs: 86_400_000 };
