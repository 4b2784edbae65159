import { BridgeError } from '../../errors/bridge-error.ts';
import { createAttemptGuard } from '../../lib/attempt-guard.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import { staffTotpContext } from '../../lib/seal-contexts.ts';
import { hasPasskey, provesByPasskey } from './passkey-proof.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { STAFF_PARTITION, type StaffDependencies } from './staff-dependencies.ts';
import type { StaffProof, StaffProofKind } from './staff-session.ts';
import type { StaffRecord } from './staff-store.ts';
import { totpStepOf } from './totp.ts';

export interface StaffProofs {
  /** What this member can prove with after the password. */
  secondFactorsOf(record: StaffRecord): Promise<readonly StaffProofKind[]>;
  /**
   * Spends what works once.
   *
   * @param allowed - Kinds that count here.
   * @throws `staff_proof_wrong`, `too_many_requests`
   */
  require(
    record: StaffRecord,
    proof: StaffProof,
    options: { readonly allowed: readonly StaffProofKind[]; readonly address: string },
  ): Promise<void>;
}

/** A way to prove that it is they. */
interface ProofMethod<Kind extends StaffProofKind> {
  /** Whether it counts beside the password. */
  readonly isSecondFactor: boolean;
  isSetUp(record: StaffRecord): Promise<boolean>;
  /** @param address - Whose work it is, where it costs time. */
  isRight(record: StaffRecord, proof: Extract<StaffProof, { kind: Kind }>, address: string): Promise<boolean>;
}

type ProofMethods = { readonly [Kind in StaffProofKind]: ProofMethod<Kind> };

export function createStaffProofs(dependencies: StaffDependencies): StaffProofs {
  const methods = createMethods(dependencies);
  const guard = createAttemptGuard({
    ...dependencies,
    name: 'staff-proof',
    knownAddressKind: 'staff-proof-address',
    refuse: (retryAfterSeconds) => new BridgeError('too_many_requests', { retryAfterSeconds }),
  });

  return {
    async secondFactorsOf(record) {
      const kinds: StaffProofKind[] = [];
      for (const kind of ORDER) {
        const method = methods[kind];
        if (method.isSecondFactor && (await method.isSetUp(record))) kinds.push(kind);
      }
      return kinds;
    },
    async require(record, proof, { allowed, address }) {
      const admission = await guard.admit({ partition: STAFF_PARTITION, account: record.member.id, address });
      const isRight = allowed.includes(proof.kind) && (await check(methods, record, proof, address, admission));
      if (!isRight) throw new BridgeError('staff_proof_wrong');
      await admission.succeeded();
    },
  };
}

/** As they are offered. */
const ORDER: readonly StaffProofKind[] = ['passkey', 'totp', 'recovery-code', 'password'];

function createMethods({ store, hasher, keyRing, clock, passkeys }: StaffDependencies): ProofMethods {
  return {
    password: {
      isSecondFactor: false,
      isSetUp: async ({ passwordHash }) => passwordHash !== null,
      isRight: ({ passwordHash }, { password }, address) =>
        passwordHash === null
          ? hasher.verifyNothing(password, address)
          : hasher.verify(passwordHash, password, address),
    },
    totp: {
      isSecondFactor: true,
      isSetUp: async ({ sealedTotp }) => sealedTotp !== null,
      async isRight({ member, sealedTotp }, { code }) {
        if (sealedTotp === null) return false;
        const step = totpStepOf(openTotp(keyRing, member.id, sealedTotp), code, clock.nowMs());
        return step !== undefined && (await store.takeTotpStep(member.id, step));
      },
    },
    'recovery-code': {
      isSecondFactor: true,
      // It stands in for another one, and is none by itself.
      isSetUp: async (record) =>
        (record.sealedTotp !== null || (await hasPasskey(passkeys, record.member.id))) &&
        (await store.countRecoveryCodes(record.member.id)) > 0,
      isRight: ({ member }, { code }) => store.takeRecoveryCode(member.id, hashRecoveryCode(code)),
    },
    passkey: {
      isSecondFactor: true,
      // Also where browsers have none by now: it must not be the password alone that counts then.
      isSetUp: ({ member }) => hasPasskey(passkeys, member.id),
      isRight: ({ member }, { response }) => provesByPasskey(passkeys, member.id, response),
    },
  };
}

async function check(
  methods: ProofMethods,
  record: StaffRecord,
  proof: StaffProof,
  address: string,
  admission: { withdraw(): Promise<void> },
): Promise<boolean> {
  try {
    // A table cannot tell the compiler that a method gets its own kind of proof.
    return await methods[proof.kind].isRight(record, proof as never, limitSubjectOf(address));
  } catch (error) {
    await admission.withdraw();
    throw error;
  }
}

/** @throws `staff_secret_unreadable` */
export function openTotp(keyRing: StaffDependencies['keyRing'], memberId: string, sealed: string): string {
  try {
    return keyRing.open(sealed, staffTotpContext(memberId));
  } catch (cause) {
    throw new BridgeError('staff_secret_unreadable', { detail: memberId, cause });
  }
}
