/**
 * Keys in staff's devices (WebAuthn).
 *
 * Owns the public halves of the keys, the questions that are put to them, and whether an answer is good. Does not own who the
 * holders are, nor what an answer buys. Invariants: a question is answered once, within five minutes, by whom it was put
 * to; every answer proves that the device made sure of its user; a counter that a key keeps never goes back; nothing here
 * is secret.
 */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { BridgeError } from '../../errors/bridge-error.ts';
import { beginAuthentication, finishAuthentication, type PasskeyProof } from './authenticate-by-passkey.ts';
import { dropCeremonies } from './ceremonies.ts';
import type { Passkey, StoredPasskey } from './passkey.ts';
import type { PasskeysDependencies } from './passkeys-dependencies.ts';
import { readAnswer } from './read-answer.ts';
import { beginRegistration, finishRegistration, type PasskeyHolder, requireLabel } from './register-passkey.ts';
import { type RelyingParty, relyingPartyOf } from './relying-party.ts';

export interface Passkeys {
  /**
   * Whether browsers have passkeys at the bridge's address. They have none at an IP address, so that the sandbox has them
   * only with a `PUBLIC_URL` such as `http://localhost:3000`; nor without TLS anywhere but at localhost.
   */
  readonly isAvailable: boolean;
  /** @returns What `navigator.credentials.create` takes, as JSON. @throws `passkeys_unavailable`, `passkeys_too_many` */
  beginRegistration(holder: PasskeyHolder): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /**
   * @param answer - What the browser made of the options, as JSON.
   * @throws `passkey_label_invalid`, `passkey_ceremony_expired`, `passkey_refused`, `passkey_exists`, `passkeys_too_many`,
   *   `passkeys_unavailable`
   */
  finishRegistration(holderId: string, answer: unknown, label: string): Promise<Passkey>;
  /**
   * @param holderId - Who has to answer; `null` is whoever holds a passkey.
   * @returns What `navigator.credentials.get` takes, as JSON.
   * @throws `passkey_unknown` when this holder has none, `passkeys_unavailable`
   */
  beginAuthentication(holderId: string | null): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /**
   * @param holderId - As it was begun.
   * @throws `passkey_ceremony_expired`, `passkey_refused`, `passkeys_unavailable`
   */
  finishAuthentication(holderId: string | null, answer: unknown): Promise<PasskeyProof>;
  /** Whose passkey an answer says that it is of; nothing is proved by that. @throws `passkey_refused` when it is no answer */
  findHolder(answer: unknown): Promise<string | undefined>;
  /** Oldest first. */
  list(holderId: string): Promise<readonly Passkey[]>;
  /** @throws `passkey_unknown`, `passkey_label_invalid` */
  rename(holderId: string, passkeyId: string, label: string): Promise<void>;
  /** @throws `passkey_unknown` */
  remove(holderId: string, passkeyId: string): Promise<void>;
  /** Questions that were put to the holder are void, too. @returns How many there were. */
  removeAll(holderId: string): Promise<number>;
}

export function createPasskeys(dependencies: PasskeysDependencies): Passkeys {
  const { store, expiring, publicUrl, log } = dependencies;
  const relyingParty = relyingPartyOf(publicUrl);

  /** @throws `passkeys_unavailable` */
  function ourselves(): RelyingParty {
    if (!relyingParty) throw new BridgeError('passkeys_unavailable');
    return relyingParty;
  }

  return {
    isAvailable: relyingParty !== undefined,
    beginRegistration: async (holder) => beginRegistration(dependencies, ourselves(), holder),
    finishRegistration: async (holderId, answer, label) =>
      toShown(await finishRegistration(dependencies, ourselves(), holderId, answer, label)),
    beginAuthentication: async (holderId) => beginAuthentication(dependencies, ourselves(), holderId),
    finishAuthentication: async (holderId, answer) => finishAuthentication(dependencies, ourselves(), holderId, answer),
    findHolder: async (answer) => (await store.findByCredentialId(readAnswer(answer).credentialId))?.holderId,
    list: async (holderId) => (await store.list(holderId)).map(toShown),
    async rename(holderId, passkeyId, label) {
      const isRenamed = await store.rename(holderId, passkeyId, requireLabel(label));
      if (!isRenamed) throw new BridgeError('passkey_unknown', { detail: passkeyId });
    },
    async remove(holderId, passkeyId) {
      if (!(await store.remove(holderId, passkeyId))) throw new BridgeError('passkey_unknown', { detail: passkeyId });
      log.info({ holder: holderId, passkey: passkeyId }, 'a passkey was removed');
    },
    async removeAll(holderId) {
      await dropCeremonies(expiring, holderId);
      const removed = await store.removeAll(holderId);
      if (removed > 0) log.info({ holder: holderId, removed }, 'all passkeys of a holder were removed');
      return removed;
    },
  };
}

function toShown({ id, holderId, label, isSynced, createdAtMs, lastUsedAtMs }: StoredPasskey): Passkey {
  return { id, holderId, label, isSynced, createdAtMs, lastUsedAtMs };
}
