import { ERROR_CATALOGUE } from '../../../errors/catalogue.ts';
import type { Attempt, PageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { faultsOf, messageAbove } from '../page/form-input.ts';
import { returnPathOf } from '../return-path.ts';

export type Refused = Extract<Attempt, { kind: 'refused' }>;

interface ShownSignIn {
  readonly email?: string | undefined;
  readonly refused?: Refused;
}

/** @param back - Where to go on to. */
export async function showSignIn(
  call: PageCall,
  { session }: Pick<AdminOperations, 'session'>,
  back: string | undefined,
  { email = '', refused }: ShownSignIn = {},
) {
  const ways = await call.run(session.getSignInWays);
  const faultOf = refused && faultsOf(refused);
  const data = {
    ...{ email, ways: ways.body, back: returnPathOf(back), ticket: call.ticket() },
    faults: { email: faultOf?.('email'), password: faultOf?.('password') },
    fault: refused && messageAbove(refused, ['email', 'password']) && sayFault(refused),
  };
  const status = refused?.status ?? 200;
  return call.showOpen({
    view: 'session/sign-in',
    title: 'Sign in',
    lead: 'To the console of the bridge.',
    status,
    data,
  });
}

export interface PendingSignIn {
  readonly id: string;
  /** Kinds of proof that will do. */
  readonly methods: readonly string[];
}

export function showSecondFactor(call: PageCall, back: string | undefined, pending: PendingSignIn, refused?: Refused) {
  const fault = refused && (refused.faultOf('proof.code') === undefined ? sayFault(refused) : 'Enter the code.');
  const data = { pending, fault, back: returnPathOf(back), ticket: call.ticket() };
  const title = 'Confirm that it is you';
  const lead = 'Your password was right. One more proof is needed.';
  return call.showOpen({ view: 'session/second-factor', title, lead, status: refused?.status ?? 200, data });
}

/** @returns What happened, and what helps. */
export function sayFault({ error, message }: Pick<Refused, 'error' | 'message'>): string {
  if (error.code === 'too_many_requests') {
    const minutes = Math.ceil((error.retryAfterSeconds ?? 60) / 60);
    return `There were too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, and try again.`;
  }
  return `${message}. ${ERROR_CATALOGUE[error.code].remedy}`;
}

/** @param text - What the script put into the form: an answer of WebAuthn. @returns What is none becomes one that is refused. */
export function parsedAnswer(text: string | undefined): object {
  try {
    const answer: unknown = JSON.parse(text ?? '');
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer : {};
  } catch {
    return {};
  }
}
