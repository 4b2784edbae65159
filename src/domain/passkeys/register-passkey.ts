import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import { CEREMONY_MS, keepCeremony, takeCeremony } from './ceremonies.ts';
import type { StoredPasskey } from './passkey.ts';
import type { PasskeysDependencies } from './passkeys-dependencies.ts';
import { readAnswer, refused } from './read-answer.ts';
import type { RelyingParty } from './relying-party.ts';
import { userHandleOf } from './user-handle.ts';

/** Who gets a passkey, and what their device calls them. */
export interface PasskeyHolder {
  readonly holderId: string;
  /** What they sign in with, such as their email address. */
  readonly name: string;
  readonly displayName: string;
}

/** EdDSA, ES256 and RS256 (IANA, COSE Algorithms): each device knows one of them. */
const ALGORITHMS = [-8, -7, -257];
/** About: two that are registered at once may make it one more. */
const MOST_PASSKEYS = 20;
const MAX_LABEL_LENGTH = 64;
/** Web Authentication Level 3, section 5.8.4; `cable` is what `hybrid` was called. */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** @throws `passkeys_too_many` */
export async function beginRegistration(
  { store, expiring }: PasskeysDependencies,
  relyingParty: RelyingParty,
  { holderId, name, displayName }: PasskeyHolder,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await requireRoom(store, holderId);
  const options = await generateRegistrationOptions({
    rpName: relyingParty.name,
    rpID: relyingParty.id,
    userID: new Uint8Array(Buffer.from(userHandleOf(holderId), 'base64url')),
    userName: name,
    userDisplayName: displayName,
    timeout: CEREMONY_MS,
    // What made the key is of no interest here, and asking for it would say something of its holder.
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  await keepCeremony(expiring, 'passkey-registration', options.challenge, holderId);
  return options;
}

/** @throws `passkey_label_invalid`, `passkey_ceremony_expired`, `passkey_refused`, `passkey_exists`, `passkeys_too_many` */
export async function finishRegistration(
  { store, expiring, clock, log }: PasskeysDependencies,
  relyingParty: RelyingParty,
  holderId: string,
  answer: unknown,
  label: string,
): Promise<StoredPasskey> {
  const checkedLabel = requireLabel(label);
  const { challenge } = readAnswer(answer);
  await takeCeremony(expiring, 'passkey-registration', challenge, holderId);
  await requireRoom(store, holderId);
  const { credential, credentialBackedUp } = await verify(relyingParty, answer as RegistrationResponseJSON, challenge);
  const nowMs = clock.nowMs();
  const passkey: StoredPasskey = {
    id: `passkey_${newRecordId(nowMs)}`,
    holderId,
    label: checkedLabel,
    isSynced: credentialBackedUp,
    createdAtMs: nowMs,
    lastUsedAtMs: null,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: knownTransports(credential.transports),
  };
  if (!(await store.add(passkey))) throw new BridgeError('passkey_exists');
  log.info({ holder: holderId, passkey: passkey.id }, 'a passkey was registered');
  return passkey;
}

/** @throws `passkey_label_invalid` */
export function requireLabel(label: unknown): string {
  const text = typeof label === 'string' ? label.trim() : '';
  if (!isShownText(text, MAX_LABEL_LENGTH)) throw new BridgeError('passkey_label_invalid', { field: 'label' });
  return text;
}

async function requireRoom(store: PasskeysDependencies['store'], holderId: string): Promise<StoredPasskey[]> {
  const known = await store.list(holderId);
  if (known.length >= MOST_PASSKEYS) throw new BridgeError('passkeys_too_many');
  return known;
}

async function verify({ id, origin }: RelyingParty, response: RegistrationResponseJSON, challenge: string) {
  const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: id };
  const options = { response, ...expected, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS };
  // What the library throws of an answer that is not one, it throws as it comes.
  const { verified, registrationInfo } = await verifyRegistrationResponse(options).catch((error: unknown) => {
    throw refused('the registration does not verify', error);
  });
  if (!verified) throw refused('the attestation does not verify');
  return registrationInfo;
}

/** The browser says them, and they go back to it as hints. */
function knownTransports(transports: unknown): string[] {
  return Array.isArray(transports) ? TRANSPORTS.filter((transport) => transports.includes(transport)) : [];
}
