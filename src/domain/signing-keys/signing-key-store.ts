import type { ChangeNote } from '../brokers/broker-snapshot.ts';
import type { SigningKey } from './signing-key.ts';

/** Where signing keys are kept. Every change raises the revision of their white label, in the same transaction. */
export interface SigningKeyStore {
  /** The oldest first. */
  list(brokerName: string): Promise<SigningKey[]>;
  /**
   * Adds a key unless the white label has one of its algorithm that is not to retire.
   *
   * @returns Whether it was added. @throws `broker_unknown`
   */
  addFirst(key: SigningKey, note?: ChangeNote): Promise<boolean>;
  /**
   * Adds a key that follows the others of its algorithm, which retire at `othersRetireAtMs` or before; unless one that is
   * not to retire waits already, and will sign no later.
   *
   * @returns Whether it was added. @throws `broker_unknown`
   */
  addNext(key: SigningKey, othersRetireAtMs: number, note?: ChangeNote): Promise<boolean>;
  /** @returns Whether there was such a key. */
  remove(brokerName: string, keyId: string, note?: ChangeNote): Promise<boolean>;
  /** Writes the private part sealed anew, and raises no revision. */
  replaceSealed(brokerName: string, keyId: string, sealedPrivateJwk: string): Promise<void>;
}
