import type { AdminDependencies } from '../admin-dependencies.ts';
import type { OpenOperation, OwnOperation } from '../admin-operation.ts';
import type { Csrf } from '../csrf.ts';
import { noInput } from '../schemas.ts';
import { openedReply } from './operations.ts';
import { passkeyAnswer, passkeyQuestion, pendingOnly, shownSession } from './schemas.ts';

const described = { method: 'POST', tag: 'Session' } as const;
const open = { kind: 'open', because: 'it is how one becomes known' } as const;
/** Nobody has done anything by being asked. */
const asked = { kind: 'read' } as const;
const question = { status: 200, schema: passkeyQuestion, description: 'What the device is to be asked' } as const;

export interface PasskeySignInOperations {
  readonly beginPasskeySignIn: OpenOperation;
  readonly finishPasskeySignIn: OpenOperation;
  readonly beginPasskeySecondFactor: OpenOperation;
  readonly beginPasskeyProof: OwnOperation;
}

/** Signing in by a key in a device, which stands for both factors; and being asked for one, as a second factor or as a proof. */
export function passkeySignInOperations(dependencies: AdminDependencies, csrf: Csrf): PasskeySignInOperations {
  return { ...signInOperations(dependencies, csrf), ...proofOperations(dependencies) };
}

function signInOperations(
  { staff }: AdminDependencies,
  csrf: Csrf,
): Pick<PasskeySignInOperations, 'beginPasskeySignIn' | 'finishPasskeySignIn'> {
  return {
    beginPasskeySignIn: {
      ...described,
      operationId: 'beginPasskeySignIn',
      path: '/session/passkey/question',
      summary: 'Sign in with a passkey: the question to the device',
      access: open,
      effect: asked,
      request: noInput,
      response: question,
      errors: ['passkeys_unavailable', 'too_many_requests'],
      handle: async ({ caller }) => ({ body: shownQuestion(await staff.passkeys.beginSignIn(caller)) }),
    },
    finishPasskeySignIn: {
      ...described,
      operationId: 'finishPasskeySignIn',
      path: '/session/passkey',
      summary: 'Sign in with a passkey: its answer',
      access: open,
      effect: { kind: 'change', action: 'session.open' },
      request: { ...noInput, body: passkeyAnswer },
      response: { status: 201, schema: shownSession, description: 'The session' },
      errors: ['passkey_refused', 'passkey_ceremony_expired', 'passkeys_unavailable'],
      handle: async ({ body, caller }) =>
        openedReply(csrf, await staff.passkeys.finishSignIn({ response: body.response }, caller)),
    },
  };
}

function proofOperations({
  staff,
}: AdminDependencies): Pick<PasskeySignInOperations, 'beginPasskeySecondFactor' | 'beginPasskeyProof'> {
  return {
    beginPasskeySecondFactor: {
      ...described,
      operationId: 'beginPasskeySecondFactor',
      path: '/session/second-factor/passkey',
      summary: 'Sign in: the question to a passkey as the second factor',
      description: 'Its answer goes to `finishSignIn`, as a proof of the kind `passkey`.',
      access: open,
      effect: asked,
      request: { ...noInput, body: pendingOnly },
      response: question,
      errors: ['staff_sign_in_expired', 'passkey_unknown', 'passkeys_unavailable'],
      handle: async ({ body }) => ({
        body: shownQuestion(await staff.passkeys.beginSecondFactor(String(body.pendingId))),
      }),
    },
    beginPasskeyProof: {
      ...described,
      operationId: 'beginPasskeyProof',
      path: '/session/step-up/passkey',
      summary: 'Prove again that it is you: the question to a passkey',
      description: 'Its answer goes to `stepUp`, as a proof of the kind `passkey`.',
      access: { kind: 'own', because: 'only one’s own passkeys are asked', stepUp: false },
      effect: asked,
      request: noInput,
      response: question,
      errors: ['passkey_unknown', 'passkeys_unavailable'],
      handle: async ({ member }) => ({ body: shownQuestion(await staff.passkeys.beginProof(member.id)) }),
    },
  };
}

/** @param options - As the browser takes them; the challenge names the question. */
export function shownQuestion(options: { readonly challenge: string }) {
  return { id: options.challenge, options };
}
