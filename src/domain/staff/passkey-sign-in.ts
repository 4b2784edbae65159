import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import { createBeginLimit } from './begin-limit.ts';
import { hasPasskey } from './passkey-proof.ts';
import type { StaffSignIn } from './sign-in.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import type { StaffPasskeys } from './staff-passkeys.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { StaffRecord } from './staff-store.ts';

/** @see `StaffPasskeys` */
export function createStaffPasskeys(
  dependencies: StaffDependencies,
  { signIn, sessions }: { readonly signIn: StaffSignIn; readonly sessions: StaffSessions },
): StaffPasskeys {
  const { store, passkeys } = dependencies;
  const limit = createBeginLimit(dependencies, 'staff-passkey-begin');

  async function get(memberId: string): Promise<StaffRecord> {
    const record = await store.find(memberId);
    if (!record) throw new BridgeError('staff_member_unknown');
    return record;
  }

  return {
    isAvailable: passkeys.isAvailable,
    async beginRegistration(memberId) {
      const { email, name } = (await get(memberId)).member;
      return passkeys.beginRegistration({ holderId: memberId, name: email, displayName: name });
    },
    async finishRegistration(memberId, answer, label) {
      const { credentialsRevision } = await get(memberId);
      const passkey = await passkeys.finishRegistration(memberId, answer, label);
      if ((await get(memberId)).credentialsRevision === credentialsRevision) return passkey;
      // All factors may have been taken before this one came: whoever asked for it is signed out since then.
      await removeIfThere(passkeys, memberId, passkey.id);
      throw new BridgeError('passkey_ceremony_expired', { detail: 'the credentials changed meanwhile' });
    },
    list: passkeys.list,
    rename: passkeys.rename,
    async remove(memberId, passkeyId) {
      await passkeys.remove(memberId, passkeyId);
      if (await hasPasskey(passkeys, memberId)) return;
      await store.change(memberId, (record) =>
        record.sealedTotp === null ? { record, recoveryCodeHashes: [] } : { record },
      );
    },
    beginProof: (memberId) => passkeys.beginAuthentication(memberId),
    async beginSecondFactor(pendingId) {
      const { member } = await signIn.findPending(pendingId);
      return passkeys.beginAuthentication(member.id);
    },
    async beginSignIn(caller) {
      await limit(caller);
      return passkeys.beginAuthentication(null);
    },
    async finishSignIn({ response }, caller) {
      // Read before the proof is looked at: who loses all factors after this has a session that is worth nothing.
      const record = await holderOf(dependencies, response);
      const { holderId } = await passkeys.finishAuthentication(null, response);
      if (record?.member.id !== holderId || record.member.status !== 'active') {
        throw new BridgeError('passkey_refused', { detail: 'of no active member' });
      }
      return sessions.open(record, 'passkey', caller);
    },
  };
}

async function removeIfThere(passkeys: Passkeys, memberId: string, passkeyId: string): Promise<void> {
  try {
    await passkeys.remove(memberId, passkeyId);
  } catch (error) {
    if (!isBridgeError(error, 'passkey_unknown')) throw error;
  }
}

async function holderOf({ store, passkeys }: StaffDependencies, answer: unknown): Promise<StaffRecord | undefined> {
  const holderId = await passkeys.findHolder(answer);
  return holderId === undefined ? undefined : store.find(holderId);
}
