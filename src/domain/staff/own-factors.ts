import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import { staffTotpContext } from '../../lib/seal-contexts.ts';
import type { OwnAccount, RecoveryCodes } from './own-account.ts';
import { hasPasskey } from './passkey-proof.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { STAFF_PARTITION, type StaffDependencies } from './staff-dependencies.ts';
import { checkStaffPassword } from './staff-password.ts';
import { openTotp, type StaffProofs } from './staff-proofs.ts';
import type { OpenedStaffSession, StaffCaller } from './staff-session.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { StaffRecord } from './staff-store.ts';
import { newTotpSecret, totpStepOf, totpUrl } from './totp.ts';

const SETUP_MS = 15 * 60_000;

const setupKey = (memberId: string) => ({ partition: STAFF_PARTITION, kind: 'staff-totp-setup', id: memberId });

/** @see `OwnAccount` */
export function createOwnAccount(
  dependencies: StaffDependencies,
  known: { readonly sessions: StaffSessions; readonly proofs: StaffProofs },
): OwnAccount {
  const { store, expiring, keyRing, passkeys } = dependencies;

  async function get(memberId: string): Promise<StaffRecord> {
    const record = await store.find(memberId);
    if (!record) throw new BridgeError('staff_member_unknown');
    return record;
  }

  return {
    async factorsOf(memberId) {
      const { passwordHash, sealedTotp } = await get(memberId);
      const recoveryCodesLeft = await store.countRecoveryCodes(memberId);
      return { hasPassword: passwordHash !== null, hasTotp: sealedTotp !== null, recoveryCodesLeft };
    },
    async beginTotp(memberId) {
      const { member } = await get(memberId);
      const secret = newTotpSecret();
      const sealed = keyRing.seal(secret, staffTotpContext(memberId));
      await expiring.put(setupKey(memberId), sealed, { validForMs: SETUP_MS });
      return { secret, otpauthUrl: totpUrl(secret, member.email) };
    },
    confirmTotp: (memberId, code) => confirmTotp(dependencies, memberId, code),
    async removeTotp(memberId) {
      const keepsCodes = await hasPasskey(passkeys, memberId);
      await store.change(memberId, (record) => ({
        record: { ...record, sealedTotp: null },
        totpLastStep: null,
        ...(keepsCodes ? {} : { recoveryCodeHashes: [] }),
      }));
    },
    async newRecoveryCodes(memberId) {
      const codes = newRecoveryCodes();
      const recoveryCodeHashes = codes.map(hashRecoveryCode);
      const changed = await store.change(memberId, (record) => ({ record, recoveryCodeHashes }));
      if (!changed) throw new BridgeError('staff_member_unknown');
      return { recoveryCodes: codes };
    },
    changePassword: (token, passwords, caller) =>
      changeOwnPassword(dependencies, known, { token, ...passwords }, caller),
  };
}

/** The code is spent by that: nobody who saw it signs in with it. */
async function confirmTotp(
  { store, expiring, keyRing, clock }: StaffDependencies,
  memberId: string,
  code: string,
): Promise<RecoveryCodes> {
  const before = await store.find(memberId);
  const entry = await expiring.get(setupKey(memberId));
  if (entry?.state !== 'live') throw new BridgeError('staff_totp_not_begun');
  const secret = openTotp(keyRing, memberId, entry.value);
  const step = totpStepOf(secret, code, clock.nowMs());
  if (step === undefined) throw new BridgeError('staff_proof_wrong', { field: 'code' });
  const taken = await expiring.takeOnce(setupKey(memberId));
  // Begun anew in between, the secret would be another one than the app has.
  if (taken.outcome !== 'taken' || taken.value !== entry.value) throw new BridgeError('staff_totp_not_begun');
  const codes = newRecoveryCodes();
  const changed = await store.change(memberId, (record) => {
    // All factors may have been taken before this one came: whoever asked for it is signed out since then.
    if (record.credentialsRevision !== before?.credentialsRevision) throw new BridgeError('staff_totp_not_begun');
    return {
      record: { ...record, sealedTotp: keyRing.seal(secret, staffTotpContext(memberId)) },
      totpLastStep: step,
      recoveryCodeHashes: codes.map(hashRecoveryCode),
    };
  });
  if (!changed) throw new BridgeError('staff_member_unknown');
  return { recoveryCodes: codes };
}

async function changeOwnPassword(
  { store, hasher }: StaffDependencies,
  { sessions, proofs }: { readonly sessions: StaffSessions; readonly proofs: StaffProofs },
  { token, current, next }: { readonly token: string; readonly current: string; readonly next: string },
  caller: StaffCaller,
): Promise<OpenedStaffSession> {
  const verified = await sessions.find(token);
  if (!verified) throw new BridgeError('staff_session_unknown');
  const { record, session } = verified;
  const proof = { kind: 'password', password: current } as const;
  await proofs.require(record, proof, { allowed: ['password'], address: caller.address });
  checkStaffPassword(next, record.member.email);
  if (next === current) {
    throw new BridgeError('staff_password_refused', { field: 'password', reason: 'must not be the one before' });
  }
  const passwordHash = await hasher.hash(next, limitSubjectOf(caller.address));
  const changed = await store.change(record.member.id, (kept) => {
    // Another change won; whoever made it may know more.
    if (kept.credentialsRevision !== record.credentialsRevision) throw new BridgeError('staff_session_unknown');
    const credentialsRevision = kept.credentialsRevision + 1;
    return { record: { ...kept, passwordHash, credentialsRevision }, endsSessions: true, dropsLinks: true };
  });
  if (!changed) throw new BridgeError('staff_session_unknown');
  return sessions.open(changed, session.how, caller);
}
