/**
 * The keys with which each white label's issuer signs its tokens.
 *
 * Owns making, following, retiring and revoking them. Invariants: a private key is stored sealed, and bound to its white
 * label; a key is published before it signs, and for as long after as anything that it signed may live, unless it was
 * revoked.
 */
import type { Broker } from '../brokers/broker.ts';
import type { OpenedSigningKey, SigningKey } from './signing-key.ts';

export interface SigningKeys {
  /**
   * The keys that are published now. For each algorithm the one that signs stands before the others. The first key of an
   * algorithm is made here.
   */
  open(broker: Broker, algorithms: ReadonlySet<SigningKey['algorithm']>): Promise<PublishedKeys>;
  /** Every key of the white label that was not removed, the oldest first. */
  list(broker: Broker): Promise<readonly SigningKey[]>;
  /**
   * Makes the next key of every algorithm that the white label uses.
   *
   * @param leadSeconds - For how long it is published before it signs.
   * @returns The new keys.
   */
  rotate(broker: Broker, leadSeconds?: number): Promise<readonly SigningKey[]>;
  /**
   * Takes a key away now, with everything that it signed; another signs at once.
   *
   * @throws `signing_key_unknown`
   */
  revoke(broker: Broker, keyId: string): Promise<void>;
  /** Seals the private keys with the current encryption key. @returns How many an older key had sealed. */
  resealSecrets(broker: Broker): Promise<number>;
}

export interface PublishedKeys {
  readonly keys: readonly OpenedSigningKey[];
  /** When another key begins to sign, or one is not published any more; `null` when that is not foreseen. */
  readonly changesAtMs: number | null;
}
