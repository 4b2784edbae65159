import type { Broker } from '../../../domain/brokers/broker.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { withParameters } from '../page/with-parameters.ts';

/** The steps of a sign-up, in order; the last one is a step of signing in, too. */
export type SignUpStep = 'credentials' | 'profile' | 'agreements' | 'account';

/** Names a step for the white label's analytics; the number stays, whatever steps a white label has. */
const EVENT_NAMES: Readonly<Record<SignUpStep, string>> = {
  credentials: 'signup_step_1',
  profile: 'signup_step_2',
  agreements: 'signup_step_3',
  account: 'signup_step_4',
};

/** Which step a form was; anything strange is the first. */
export function parseStep(value: unknown): SignUpStep {
  return value === 'profile' || value === 'agreements' || value === 'account' ? value : 'credentials';
}

export interface StepOnTheWay {
  readonly name: SignUpStep;
  readonly state: 'done' | 'present' | 'ahead';
}

/**
 * The steps that a white label has, as seen from one of them.
 *
 * @param hasAgreements - Whether traders have to agree to anything now.
 */
export function stepsOnTheWay(broker: Broker, present: SignUpStep, hasAgreements: boolean): StepOnTheWay[] {
  const isChosen = broker.firstAccount === null && broker.accountOffers.length > 0;
  const names: SignUpStep[] = [
    ...(['credentials', 'profile'] as const),
    ...(hasAgreements ? (['agreements'] as const) : []),
    ...(isChosen ? (['account'] as const) : []),
  ];
  const at = names.indexOf(present);
  return names.map((name, index) => ({ name, state: index < at ? 'done' : index === at ? 'present' : 'ahead' }));
}

/** Where the form of a step is sent: this very page, with all its parameters but those that opened it. */
export function addressOfStep(ownAddress: string, step: SignUpStep): string {
  return withParameters(ownQueryOf(ownAddress), { eventName: EVENT_NAMES[step] });
}

/**
 * Where a step of a sign-up is looked at, as often as one likes. The step stands in it, so that each is an entry of its own
 * in the browser's history.
 *
 * @param pendingId - Secret; whoever knows it goes on with the sign-up.
 */
export function addressOfSignUp(ownAddress: string, step: SignUpStep, pendingId: string): string {
  return withParameters(addressOfStep(ownAddress, step), { signUp: pendingId, step });
}

/**
 * Where a sign-in that is good waits for the choice of the first account.
 *
 * @param heldId - Secret; whoever knows it is signed in.
 */
export function addressOfHeldSignIn(ownAddress: string, heldId: string): string {
  return withParameters(addressOfStep(ownAddress, 'account'), { signIn: heldId });
}

/** The address of the other form of this page, log-in or sign-up; a name of one of our steps is none of its own. */
export function addressOfOtherForm(ownAddress: string, firstLogin: boolean): string {
  const ownQuery = ownQueryOf(ownAddress);
  const isOurs = Object.values(EVENT_NAMES).includes(new URLSearchParams(ownQuery).get('eventName') ?? '');
  return withParameters(ownQuery, { firstLogin: String(firstLogin), ...(isOurs ? { eventName: null } : {}) });
}
