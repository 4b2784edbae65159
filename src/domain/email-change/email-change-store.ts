import type { PendingEmailChange } from './pending-email-change.ts';

/** Where changes stand until platform and bridge are at one. Every method but `listDue` is bound to one white label. */
export interface EmailChangeStore {
  /**
   * Notes a change before the platform hears of it, over another of the same user.
   *
   * @returns Whether it was noted; `false` when another user of the white label is about to get this address.
   */
  begin(change: PendingEmailChange): Promise<boolean>;
  find(brokerName: string, userId: string): Promise<PendingEmailChange | undefined>;
  /** @returns The longest due first. */
  listDue(nowMs: number, limit: number): Promise<PendingEmailChange[]>;
  /** Counts an attempt. Does nothing when the user is about to get another address by now. */
  postpone(change: PendingEmailChange, dueAtMs: number): Promise<void>;
  /** Forgets a change, unless the user is about to get another address by now. */
  remove(change: PendingEmailChange): Promise<void>;
}
