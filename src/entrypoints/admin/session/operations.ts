import joi from 'joi';
import type { OpenedStaffSession } from '../../../domain/staff/staff-session.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, OpenOperation, OwnOperation } from '../admin-operation.ts';
import type { Csrf } from '../csrf.ts';
import { noInput } from '../schemas.ts';
import { readProof } from './read-proof.ts';
import { credentials, pendingSignIn, proof, secondFactor, shownSession } from './schemas.ts';
import { showSession } from './show-session.ts';

const tag = 'Session';

export interface SessionOperations {
  readonly signIn: OpenOperation;
  readonly finishSignIn: OpenOperation;
  readonly getSession: OwnOperation;
  readonly stepUp: OwnOperation;
  readonly signOut: OwnOperation;
}

/** Signing in and out, and proving again that it is you. */
export function sessionOperations(dependencies: AdminDependencies, csrf: Csrf): SessionOperations {
  return { ...openOperations(dependencies, csrf), ...ownOperations(dependencies, csrf) };
}

function openOperations({ staff }: AdminDependencies, csrf: Csrf): Pick<SessionOperations, 'signIn' | 'finishSignIn'> {
  return {
    signIn: {
      operationId: 'signIn',
      method: 'POST',
      path: '/session',
      tag,
      summary: 'Sign in with email and password',
      description: 'Answers 202 where a second factor is needed, with what `finishSignIn` takes.',
      access: { kind: 'open', because: 'it is how one becomes known' },
      effect: { kind: 'change', action: 'session.open' },
      request: { ...noInput, body: credentials },
      response: {
        status: 201,
        schema: joi.alternatives(shownSession, pendingSignIn),
        description: 'The session, or what is still to be proved',
      },
      errors: ['staff_credentials_wrong', 'too_many_requests'],
      handle: async ({ body, caller }) => {
        const result = await staff.signIn({ email: String(body.email), password: String(body.password) }, caller);
        if (result.kind === 'signed-in') return openedReply(csrf, result.opened);
        return { status: 202, body: { id: result.pendingId, methods: result.methods }, changed: [] };
      },
    },
    finishSignIn: {
      operationId: 'finishSignIn',
      method: 'POST',
      path: '/session/second-factor',
      tag,
      summary: 'Sign in: the second step',
      access: { kind: 'open', because: 'it is how one becomes known' },
      effect: { kind: 'change', action: 'session.open' },
      request: { ...noInput, body: secondFactor },
      response: { status: 201, schema: shownSession, description: 'The session' },
      errors: ['staff_proof_wrong', 'staff_sign_in_expired', 'too_many_requests'],
      handle: async ({ body, caller }) => {
        const form = { pendingId: String(body.pendingId), proof: readProof(body.proof) };
        return openedReply(csrf, await staff.finishSecondFactor(form, caller));
      },
    },
  };
}

function ownOperations(
  { staff }: AdminDependencies,
  csrf: Csrf,
): Pick<SessionOperations, 'getSession' | 'stepUp' | 'signOut'> {
  const access = { kind: 'own', because: 'it is the caller’s own session', stepUp: false } as const;
  return {
    getSession: {
      operationId: 'getSession',
      method: 'GET',
      path: '/session',
      tag,
      summary: 'Who you are, and what you may do',
      access,
      effect: { kind: 'read' },
      request: noInput,
      response: { status: 200, schema: shownSession, description: 'The session' },
      errors: [],
      handle: async ({ session, member }) => ({ body: showSession(csrf, session, member) }),
    },
    stepUp: {
      operationId: 'stepUp',
      method: 'POST',
      path: '/session/step-up',
      tag,
      summary: 'Prove again that it is you, for secrets, keys and payments',
      description: 'Holds for five minutes. The session’s token changes.',
      access,
      effect: { kind: 'change', action: 'session.step-up' },
      request: { ...noInput, body: joi.object({ proof }) },
      response: { status: 200, schema: shownSession, description: 'The session, with a new token' },
      errors: ['staff_proof_wrong', 'staff_session_unknown', 'too_many_requests'],
      handle: async ({ token, body, caller }) =>
        openedReply(csrf, await staff.stepUp(token, readProof(body.proof), caller)),
    },
    signOut: {
      operationId: 'signOut',
      method: 'DELETE',
      path: '/session',
      tag,
      summary: 'Sign out',
      access,
      effect: { kind: 'change', action: 'session.close' },
      request: noInput,
      response: { status: 204, schema: null, description: 'The session has ended' },
      errors: [],
      handle: async ({ token, session }) => {
        await staff.signOut(token);
        return { isSignedOut: true, changed: [{ target: { type: 'session', id: session.id }, changes: [] }] };
      },
    },
  };
}

/** What every way of signing in answers. */
export function openedReply(csrf: Csrf, opened: OpenedStaffSession): AdminReply {
  const { session, member } = opened;
  const changed = [{ target: { type: 'session', id: session.id }, changes: [] }];
  return { body: showSession(csrf, session, member), opened, changed };
}
