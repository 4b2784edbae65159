/**
 * The keys with which each white label's issuer signs its tokens.
 *
 * Owns making, following, retiring and revoking them. Invariants: a private key is stored sealed, and bound to its white
 * label; a key is published before it signs, and for as long after as anything that it signed may live, unless it was
 * revoked.
 */
import type { Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import { createKeyOpener } from './key-opener.ts';
import { listSigningKeys } from './list-signing-keys.ts';
import { openSigningKeys } from './open-signing-keys.ts';
import { resealSigningKeys } from './reseal-signing-keys.ts';
import { revokeSigningKey } from './revoke-signing-key.ts';
import { rotateSigningKeys } from './rotate-signing-keys.ts';
import type { PublishedKeys, SigningKey, StatedSigningKey } from './signing-key.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';

export interface SigningKeys {
  /**
   * The keys that are published now. For each algorithm the one that signs stands before the others. The first key of an
   * algorithm is made here.
   *
   * @throws `signing_key_unreadable`
   */
  open(broker: Broker, algorithms: ReadonlySet<SigningKey['algorithm']>): Promise<PublishedKeys>;
  /** Every key of the white label that was not removed, the oldest first. */
  list(broker: Broker): Promise<readonly StatedSigningKey[]>;
  /**
   * Makes the next key of every algorithm that the white label uses, but where one waits to sign that soon already.
   *
   * @param leadSeconds - For how long it is published before it signs; 900 when left out.
   * @returns The new keys.
   */
  rotate(broker: Broker, leadSeconds?: number, actor?: ChangeActor): Promise<readonly SigningKey[]>;
  /**
   * Takes a key away now, with everything that it signed. If it was to sign, another does: at once, or from the moment
   * from which the one that was taken away would have.
   *
   * @throws `signing_key_unknown`
   */
  revoke(broker: Broker, keyId: string, actor?: ChangeActor): Promise<void>;
  /** Seals the private keys with the current encryption key. @returns How many an older key had sealed. */
  resealSecrets(broker: Broker): Promise<number>;
}

export function createSigningKeys(dependencies: SigningKeysDependencies): SigningKeys {
  const opening = { ...dependencies, openKey: createKeyOpener(dependencies.keyRing) };
  return {
    open: (broker, algorithms) => openSigningKeys(opening, broker, algorithms),
    list: (broker) => listSigningKeys(dependencies, broker),
    rotate: (broker, leadSeconds, actor) => rotateSigningKeys(dependencies, broker, leadSeconds, actor),
    revoke: (broker, keyId, actor) => revokeSigningKey(dependencies, broker, keyId, actor),
    resealSecrets: (broker) => resealSigningKeys(dependencies, broker),
  };
}
