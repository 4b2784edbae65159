import { BridgeError } from '../../errors/bridge-error.ts';
import { type Admission, createAttemptGuard } from '../../lib/attempt-guard.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import { normaliseStaffEmail } from './new-member.ts';
import { STAFF_PARTITION, type StaffDependencies } from './staff-dependencies.ts';
import type { StaffProofs } from './staff-proofs.ts';
import type { OpenedStaffSession, SignInResult, StaffCaller, StaffProof, StaffSession } from './staff-session.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { StaffRecord } from './staff-store.ts';

export interface StaffSignIn {
  withPassword(form: { readonly email: string; readonly password: string }, caller: StaffCaller): Promise<SignInResult>;
  /** Opens a session for who proved the password, or waits for a second factor where there is one. */
  proceed(record: StaffRecord, how: StaffSession['how'], caller: StaffCaller): Promise<SignInResult>;
  /** Whose sign-in waits for a second factor. @throws `staff_sign_in_expired` */
  findPending(pendingId: string): Promise<StaffRecord>;
  finish(
    form: { readonly pendingId: string; readonly proof: StaffProof },
    caller: StaffCaller,
  ): Promise<OpenedStaffSession>;
}

interface PendingSignIn {
  readonly memberId: string;
  readonly credentialsRevision: number;
  readonly how: StaffSession['how'];
}

const PENDING_MS = 5 * 60_000;

const pendingKey = (pendingId: string) => ({
  partition: STAFF_PARTITION,
  kind: 'staff-sign-in',
  id: hashToken(pendingId),
});

export function createStaffSignIn(
  dependencies: StaffDependencies,
  { sessions, proofs }: { readonly sessions: StaffSessions; readonly proofs: StaffProofs },
): StaffSignIn {
  const { expiring, store } = dependencies;
  const guard = createAttemptGuard({
    ...dependencies,
    name: 'staff-sign-in',
    knownAddressKind: 'staff-known-address',
    refuse: (retryAfterSeconds) => new BridgeError('too_many_requests', { retryAfterSeconds }),
  });

  async function proceed(record: StaffRecord, how: StaffSession['how'], caller: StaffCaller): Promise<SignInResult> {
    const methods = await proofs.secondFactorsOf(record);
    if (methods.length === 0) return { kind: 'signed-in', opened: await sessions.open(record, how, caller) };
    const pendingId = newSecret();
    const { member, credentialsRevision } = record;
    const pending: PendingSignIn = { memberId: member.id, credentialsRevision, how };
    await expiring.put(pendingKey(pendingId), JSON.stringify(pending), { validForMs: PENDING_MS });
    return { kind: 'second-factor', pendingId, methods };
  }

  async function findPending(pendingId: string): Promise<{ record: StaffRecord; pending: PendingSignIn }> {
    const entry = await expiring.get(pendingKey(pendingId));
    if (entry?.state !== 'live') throw new BridgeError('staff_sign_in_expired');
    const pending = JSON.parse(entry.value) as PendingSignIn;
    const record = await store.find(pending.memberId);
    const isSame = record?.member.status === 'active' && record.credentialsRevision === pending.credentialsRevision;
    if (!isSame) throw new BridgeError('staff_sign_in_expired');
    return { record, pending };
  }

  return {
    async withPassword({ email: typed, password }, caller) {
      const email = normaliseStaffEmail(typed);
      const admission = await guard.admit({ partition: STAFF_PARTITION, account: email, address: caller.address });
      const record = await findByPassword(dependencies, { email, password }, caller, admission);
      if (!record) throw new BridgeError('staff_credentials_wrong');
      await admission.succeeded();
      return proceed(record, 'password', caller);
    },
    proceed,
    findPending: async (pendingId) => (await findPending(pendingId)).record,
    async finish({ pendingId, proof }, caller) {
      const { record, pending } = await findPending(pendingId);
      const allowed = await proofs.secondFactorsOf(record);
      await proofs.require(record, proof, { allowed, address: caller.address });
      const { outcome } = await expiring.takeOnce(pendingKey(pendingId));
      if (outcome !== 'taken') throw new BridgeError('staff_sign_in_expired');
      return sessions.open(record, pending.how, caller);
    },
  };
}

/** Does the same work for an address that nobody has. @returns Absent when either is wrong, or the member is not active. */
async function findByPassword(
  { store, hasher }: StaffDependencies,
  { email, password }: { readonly email: string; readonly password: string },
  { address }: StaffCaller,
  admission: Admission,
): Promise<StaffRecord | undefined> {
  try {
    const record = await store.findByEmail(email);
    const hash = record?.passwordHash ?? null;
    const owner = limitSubjectOf(address);
    const isRight =
      hash === null ? await hasher.verifyNothing(password, owner) : await hasher.verify(hash, password, owner);
    return isRight && record?.member.status === 'active' ? record : undefined;
  } catch (error) {
    await admission.withdraw();
    throw error;
  }
}
