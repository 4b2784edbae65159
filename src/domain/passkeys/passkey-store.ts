import type { StoredPasskey } from './passkey.ts';

/** Where passkeys are kept. */
export interface PasskeyStore {
  /** Oldest first. */
  list(holderId: string): Promise<StoredPasskey[]>;
  findByCredentialId(credentialId: string): Promise<StoredPasskey | undefined>;
  /** @returns Whether it was added; `false` when a passkey of this credential id is there, whoever holds it. */
  add(passkey: StoredPasskey): Promise<boolean>;
  /**
   * Notes an answer, in one step with the check that its counter goes on: above the one before, or 0 as ever.
   *
   * @returns Whether it was noted; `false` when the counter does not go on, or the passkey is gone.
   */
  noteUse(passkeyId: string, use: PasskeyUse): Promise<boolean>;
  /** @returns Whether the holder has it. */
  rename(holderId: string, passkeyId: string, label: string): Promise<boolean>;
  /** @returns Whether the holder had it. */
  remove(holderId: string, passkeyId: string): Promise<boolean>;
  /** @returns How many there were. */
  removeAll(holderId: string): Promise<number>;
}

export interface PasskeyUse {
  readonly counter: number;
  readonly isSynced: boolean;
  readonly usedAtMs: number;
}
