import type { AdminDependencies } from '../admin-dependencies.ts';
import type { OwnOperation } from '../admin-operation.ts';
import type { Csrf } from '../csrf.ts';
import { noInput } from '../schemas.ts';
import { openedReply } from '../session/operations.ts';
import { shownSession } from '../session/schemas.ts';
import { type FactorOperations, factorOperations } from './factor-operations.ts';
import { type PasskeyOperations, passkeyOperations } from './passkey-operations.ts';
import { endedSessions, ofSession, ownSessions, passwordChange, shownAccount } from './schemas.ts';
import { showAccount, showOwnSession } from './show-account.ts';

const tag = 'Account';
const access = { kind: 'own', because: 'it is the caller’s own account', stepUp: false } as const;

export interface AccountOperations extends OwnSessionOperations, FactorOperations, PasskeyOperations {
  readonly getAccount: OwnOperation;
  readonly changePassword: OwnOperation;
}

interface OwnSessionOperations {
  readonly listOwnSessions: OwnOperation;
  readonly endOwnSession: OwnOperation;
  readonly endOtherSessions: OwnOperation;
}

/** What members see and change of what they themselves sign in with. */
export function accountOperations(dependencies: AdminDependencies, csrf: Csrf): AccountOperations {
  const { staff } = dependencies;
  return {
    getAccount: {
      operationId: 'getAccount',
      method: 'GET',
      path: '/account',
      tag,
      summary: 'Your account, and what you sign in with',
      access,
      effect: { kind: 'read' },
      request: noInput,
      response: { status: 200, schema: shownAccount, description: 'Without any secret' },
      errors: [],
      handle: async ({ member }) => ({ body: await showAccount(dependencies, member) }),
    },
    changePassword: {
      operationId: 'changePassword',
      method: 'POST',
      path: '/account/password',
      tag,
      summary: 'Change your password',
      description: 'Needs the current one. Ends all your other sessions, and gives this one a new token.',
      access,
      effect: { kind: 'change', action: 'account.change-password' },
      request: { ...noInput, body: passwordChange },
      response: { status: 200, schema: shownSession, description: 'The session, with a new token' },
      errors: ['staff_proof_wrong', 'staff_password_refused', 'staff_session_unknown', 'too_many_requests'],
      handle: async ({ token, member, body, caller }) => {
        const passwords = { current: String(body.current), next: String(body.next) };
        const reply = openedReply(csrf, await staff.own.changePassword(token, passwords, caller));
        return { ...reply, changed: [{ target: { type: 'staff', id: member.id }, changes: [] }] };
      },
    },
    ...ownSessionOperations(dependencies),
    ...factorOperations(dependencies),
    ...passkeyOperations(dependencies),
  };
}

function ownSessionOperations({ staff }: AdminDependencies): OwnSessionOperations {
  return {
    listOwnSessions: {
      operationId: 'listOwnSessions',
      method: 'GET',
      path: '/account/sessions',
      tag,
      summary: 'Where you are signed in',
      access,
      effect: { kind: 'read' },
      request: noInput,
      response: { status: 200, schema: ownSessions, description: 'The newest first' },
      errors: [],
      handle: async ({ member, session }) => {
        const sessions = await staff.sessions.list(member.id);
        return { body: { items: sessions.map((one) => showOwnSession(one, session)), nextCursor: null } };
      },
    },
    endOwnSession: {
      operationId: 'endOwnSession',
      method: 'DELETE',
      path: '/account/sessions/:sessionId',
      tag,
      summary: 'End one of your sessions',
      access,
      effect: { kind: 'change', action: 'session.close' },
      request: { ...noInput, params: ofSession },
      response: { status: 204, schema: null, description: 'It has ended' },
      errors: ['staff_session_unknown'],
      handle: async ({ member, session, params }) => {
        const id = String(params.sessionId);
        await staff.sessions.end(member.id, id);
        return { isSignedOut: id === session.id, changed: [{ target: { type: 'session', id }, changes: [] }] };
      },
    },
    endOtherSessions: {
      operationId: 'endOtherSessions',
      method: 'DELETE',
      path: '/account/sessions',
      tag,
      summary: 'End all your sessions but this one',
      access,
      effect: { kind: 'change', action: 'staff.end-sessions' },
      request: noInput,
      response: { status: 200, schema: endedSessions, description: 'How many ended' },
      errors: [],
      handle: async ({ member, session }) => {
        const ended = await staff.sessions.endAllBut(member.id, session.id);
        const changes = [{ field: 'ended', before: null, after: ended }];
        const changed = ended === 0 ? [] : [{ target: { type: 'staff', id: member.id }, changes }];
        return { body: { id: member.id, ended }, changed };
      },
    },
  };
}
