import joi from 'joi';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { OpenOperation } from '../admin-operation.ts';
import type { Csrf } from '../csrf.ts';
import { noInput } from '../schemas.ts';
import { pendingSignIn, shownSession } from '../session/schemas.ts';
import { showSession } from '../session/show-session.ts';
import { acceptance, firstOwner, ofLink, shownFirstOwner, shownInvitation, shownNewPassword } from './schemas.ts';

/** The token stands in the body, so that it stands in no log of addresses. */
const described = { method: 'POST', tag: 'Staff links' } as const;
const access = { kind: 'open', because: 'who has the link is not known yet; the link is what lets them in' } as const;
const looked = {
  effect: { kind: 'read' },
  request: { ...noInput, body: ofLink },
  errors: ['staff_link_spent'],
} as const;
const opened = { status: 201, schema: shownSession, description: 'The session' } as const;

export interface LinkOperations {
  readonly lookAtInvitation: OpenOperation;
  readonly acceptInvitation: OpenOperation;
  readonly lookAtNewPassword: OpenOperation;
  readonly acceptNewPassword: OpenOperation;
  readonly lookAtFirstOwner: OpenOperation;
  readonly acceptFirstOwner: OpenOperation;
}

/** Links that are handed to people: each can be looked at as often as one likes, and is used once. */
export function linkOperations(dependencies: AdminDependencies, csrf: Csrf): LinkOperations {
  return {
    ...invitationOperations(dependencies, csrf),
    ...newPasswordOperations(dependencies, csrf),
    ...firstOwnerOperations(dependencies, csrf),
  };
}

function invitationOperations(
  { staff }: AdminDependencies,
  csrf: Csrf,
): Pick<LinkOperations, 'lookAtInvitation' | 'acceptInvitation'> {
  return {
    lookAtInvitation: {
      ...described,
      ...looked,
      operationId: 'lookAtInvitation',
      path: '/staff-links/invitation/look',
      summary: 'Whom an invitation is for',
      access,
      response: { status: 200, schema: shownInvitation, description: 'Who is invited; nothing is spent' },
      handle: async ({ body }) => ({
        body: { id: 'invitation', ...known(await staff.invitations.find(String(body.token))) },
      }),
    },
    acceptInvitation: {
      ...described,
      operationId: 'acceptInvitation',
      path: '/staff-links/invitation',
      summary: 'Accept an invitation, with a password',
      access,
      effect: { kind: 'change', action: 'staff.accept-invitation' },
      request: { ...noInput, body: acceptance },
      response: opened,
      errors: ['staff_link_spent', 'staff_password_refused'],
      handle: async ({ body, caller }) => {
        const accepted = await staff.invitations.accept(
          String(body.token),
          { password: String(body.password) },
          caller,
        );
        const { session, member } = accepted;
        const changes = [{ field: 'status', before: 'invited', after: 'active' }];
        const changed = [{ target: { type: 'staff', id: member.id }, changes }];
        return { body: showSession(csrf, session, member), opened: accepted, changed };
      },
    },
  };
}

function newPasswordOperations(
  { staff }: AdminDependencies,
  csrf: Csrf,
): Pick<LinkOperations, 'lookAtNewPassword' | 'acceptNewPassword'> {
  return {
    lookAtNewPassword: {
      ...described,
      ...looked,
      operationId: 'lookAtNewPassword',
      path: '/staff-links/new-password/look',
      summary: 'Whom a link for a new password is for',
      access,
      response: { status: 200, schema: shownNewPassword, description: 'Whose password it changes; nothing is spent' },
      handle: async ({ body }) => ({
        body: { id: 'new-password', ...known(await staff.newPassword.find(String(body.token))) },
      }),
    },
    acceptNewPassword: {
      ...described,
      operationId: 'acceptNewPassword',
      path: '/staff-links/new-password',
      summary: 'Set a new password by a link',
      description: 'Ends all sessions. Answers 202 where a second factor is needed, with what `finishSignIn` takes.',
      access,
      effect: { kind: 'change', action: 'staff.new-password' },
      request: { ...noInput, body: acceptance },
      response: {
        status: 201,
        schema: joi.alternatives(shownSession, pendingSignIn),
        description: 'The session, or what is still to be proved',
      },
      errors: ['staff_link_spent', 'staff_password_refused'],
      handle: async ({ body, caller }) => {
        const result = await staff.newPassword.accept(String(body.token), { password: String(body.password) }, caller);
        const { member } = result;
        const changed = [{ target: { type: 'staff', id: member.id }, changes: [] }];
        if (result.kind === 'signed-in') {
          return {
            body: showSession(csrf, result.opened.session, result.opened.member),
            opened: result.opened,
            changed,
          };
        }
        return { status: 202, body: { id: result.pendingId, methods: result.methods }, doer: member, changed };
      },
    },
  };
}

function firstOwnerOperations(
  { staff }: AdminDependencies,
  csrf: Csrf,
): Pick<LinkOperations, 'lookAtFirstOwner' | 'acceptFirstOwner'> {
  return {
    lookAtFirstOwner: {
      ...described,
      ...looked,
      operationId: 'lookAtFirstOwner',
      path: '/staff-links/first-owner/look',
      summary: 'Whether a link for the first owner is still open',
      access,
      response: { status: 200, schema: shownFirstOwner, description: 'It is; nothing is spent' },
      handle: async ({ body }) => {
        known((await staff.firstOwner.isOpen(String(body.token))) ? {} : undefined);
        return { body: { id: 'first-owner' } };
      },
    },
    acceptFirstOwner: {
      ...described,
      operationId: 'acceptFirstOwner',
      path: '/staff-links/first-owner',
      summary: 'Become the first owner of everything',
      access,
      effect: { kind: 'change', action: 'staff.first-owner' },
      request: { ...noInput, body: firstOwner },
      response: opened,
      errors: ['staff_link_spent', 'staff_invalid', 'staff_exists', 'staff_password_refused'],
      handle: async ({ body, caller }) => {
        const form = { email: String(body.email), name: String(body.name), password: String(body.password) };
        const accepted = await staff.firstOwner.accept(String(body.token), form, caller);
        const { session, member } = accepted;
        const { email, name, role } = member;
        const changes = Object.entries({ email, name, role }).map(([field, after]) => ({ field, before: null, after }));
        const changed = [{ target: { type: 'staff', id: member.id }, changes }];
        return { body: showSession(csrf, session, member), opened: accepted, changed };
      },
    },
  };
}

/** @throws `staff_link_spent` */
function known<Found extends object>(found: Found | undefined): Found {
  if (found === undefined) throw new BridgeError('staff_link_spent');
  return found;
}
