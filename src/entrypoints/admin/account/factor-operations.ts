import type { AdminDependencies } from '../admin-dependencies.ts';
import type { OwnOperation } from '../admin-operation.ts';
import { noInput } from '../schemas.ts';
import { authenticatorSetup, shownRecoveryCodes, totpCode } from './schemas.ts';

const tag = 'Account';
/** Whoever found a browser open must not make it theirs. */
const access = { kind: 'own', because: 'it is the caller’s own account', stepUp: true } as const;

export interface FactorOperations {
  readonly beginAuthenticator: OwnOperation;
  readonly confirmAuthenticator: OwnOperation;
  readonly removeAuthenticator: OwnOperation;
  readonly makeRecoveryCodes: OwnOperation;
}

/** The authenticator app, and the codes that stand in for a device that is lost. */
export function factorOperations(dependencies: AdminDependencies): FactorOperations {
  return { ...authenticatorOperations(dependencies), makeRecoveryCodes: recoveryCodes(dependencies) };
}

function authenticatorOperations({ staff }: AdminDependencies): Omit<FactorOperations, 'makeRecoveryCodes'> {
  return {
    beginAuthenticator: {
      operationId: 'beginAuthenticator',
      method: 'POST',
      path: '/account/authenticator/begin',
      tag,
      summary: 'Set up an authenticator app: its secret',
      description: 'It counts once a code of it is confirmed, within a quarter of an hour.',
      access,
      effect: { kind: 'read' },
      request: noInput,
      response: { status: 200, schema: authenticatorSetup, description: 'The secret' },
      errors: [],
      handle: async ({ member }) => ({ body: { id: member.id, ...(await staff.own.beginTotp(member.id)) } }),
    },
    confirmAuthenticator: {
      operationId: 'confirmAuthenticator',
      method: 'PUT',
      path: '/account/authenticator',
      tag,
      summary: 'Set up an authenticator app: a code of it',
      description: 'From then on the password alone signs nobody in.',
      access,
      effect: { kind: 'change', action: 'account.add-authenticator' },
      request: { ...noInput, body: totpCode },
      response: {
        status: 200,
        schema: shownRecoveryCodes,
        description: 'New recovery codes; those before are worth nothing',
      },
      errors: ['staff_totp_not_begun', 'staff_proof_wrong'],
      handle: async ({ member, body }) => {
        const { hasTotp } = await staff.own.factorsOf(member.id);
        const codes = await staff.own.confirmTotp(member.id, String(body.code));
        // Another app in the place of the one before looks the same, and is a change all the same.
        const changes = [{ field: 'hasAuthenticator', before: hasTotp, after: true }];
        return { body: { id: member.id, ...codes }, changed: [{ target: { type: 'staff', id: member.id }, changes }] };
      },
    },
    removeAuthenticator: {
      operationId: 'removeAuthenticator',
      method: 'DELETE',
      path: '/account/authenticator',
      tag,
      summary: 'Remove your authenticator app',
      description: 'The recovery codes go with it, where it is the last second factor.',
      access,
      effect: { kind: 'change', action: 'account.remove-authenticator' },
      request: noInput,
      response: { status: 204, schema: null, description: 'There is none any more' },
      errors: [],
      handle: async ({ member }) => {
        const { hasTotp } = await staff.own.factorsOf(member.id);
        await staff.own.removeTotp(member.id);
        const changes = [{ field: 'hasAuthenticator', before: true, after: false }];
        return { changed: hasTotp ? [{ target: { type: 'staff', id: member.id }, changes }] : [] };
      },
    },
  };
}

function recoveryCodes({ staff }: AdminDependencies): OwnOperation {
  return {
    operationId: 'makeRecoveryCodes',
    method: 'POST',
    path: '/account/recovery-codes',
    tag,
    summary: 'Make new recovery codes',
    description: 'Each works once, in the place of an authenticator app or a passkey. Those before are worth nothing.',
    access,
    effect: { kind: 'change', action: 'account.make-recovery-codes' },
    request: noInput,
    response: { status: 200, schema: shownRecoveryCodes, description: 'The codes' },
    errors: [],
    handle: async ({ member }) => {
      const codes = await staff.own.newRecoveryCodes(member.id);
      const changed = [{ target: { type: 'staff', id: member.id }, changes: [] }];
      return { body: { id: member.id, ...codes }, changed };
    },
  };
}
