import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { BridgeError } from '../../errors/bridge-error.ts';
import { CEREMONY_MS, keepCeremony, takeCeremony } from './ceremonies.ts';
import type { StoredPasskey } from './passkey.ts';
import type { PasskeysDependencies } from './passkeys-dependencies.ts';
import { readAnswer, refused } from './read-answer.ts';
import type { RelyingParty } from './relying-party.ts';
import { userHandleOf } from './user-handle.ts';

/** Whose passkey answered. */
export interface PasskeyProof {
  readonly holderId: string;
  readonly passkeyId: string;
}

/** @throws `passkey_unknown` when the holder has none */
export async function beginAuthentication(
  { store, expiring }: PasskeysDependencies,
  relyingParty: RelyingParty,
  holderId: string | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = holderId === null ? [] : await store.list(holderId);
  // An empty list would let any passkey answer.
  if (holderId !== null && known.length === 0) throw new BridgeError('passkey_unknown');
  const options = await generateAuthenticationOptions({
    rpID: relyingParty.id,
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] })),
    timeout: CEREMONY_MS,
    userVerification: 'required',
  });
  await keepCeremony(expiring, 'passkey-authentication', options.challenge, holderId);
  return options;
}

/** @throws `passkey_ceremony_expired`, `passkey_refused` (unknown, of another holder, wrong: all alike) */
export async function finishAuthentication(
  { store, expiring, clock, log }: PasskeysDependencies,
  relyingParty: RelyingParty,
  holderId: string | null,
  answer: unknown,
): Promise<PasskeyProof> {
  const { credentialId, challenge } = readAnswer(answer);
  await takeCeremony(expiring, 'passkey-authentication', challenge, holderId);
  const passkey = await store.findByCredentialId(credentialId);
  if (!passkey) throw refused('no passkey of this credential id');
  if (holderId !== null && passkey.holderId !== holderId) throw refused('the passkey is of another holder');
  const response = answer as AuthenticationResponseJSON;
  requireUserHandle(passkey, response, holderId === null);
  const { newCounter, credentialBackedUp } = await verify(relyingParty, response, challenge, passkey);
  const use = { counter: newCounter, isSynced: credentialBackedUp, usedAtMs: clock.nowMs() };
  if (!(await store.noteUse(passkey.id, use))) {
    const shown = { holder: passkey.holderId, passkey: passkey.id };
    log.warn(shown, 'the counter of a passkey did not go on: somebody may have copied it');
    throw refused('the counter does not go on');
  }
  return { holderId: passkey.holderId, passkeyId: passkey.id };
}

/**
 * A passkey that was not asked for by its id has to say whose it is.
 *
 * @see Web Authentication Level 3, section 7.2, step 6
 */
function requireUserHandle({ holderId }: StoredPasskey, { response }: AuthenticationResponseJSON, isNeeded: boolean) {
  const { userHandle } = response;
  if (!userHandle && !isNeeded) return;
  if (userHandle !== userHandleOf(holderId)) throw refused('the passkey names another holder');
}

async function verify(
  { id, origin }: RelyingParty,
  response: AuthenticationResponseJSON,
  challenge: string,
  { credentialId, publicKey }: StoredPasskey,
) {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    ...{ response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: id },
    // The counter is for the store to check: only there no other answer comes in between.
    credential: { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw refused('the answer does not verify', error);
  });
  if (!verified) throw refused('the signature is wrong');
  return authenticationInfo;
}
