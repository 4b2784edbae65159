import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker, OnboardingState } from '../brokers/broker.ts';

/**
 * Where an application begins.
 *
 * @param wanted - An initial state; the first one when left out.
 * @throws `parameter_invalid`
 */
export function initialState({ onboarding }: Broker, wanted: string | undefined): OnboardingState {
  const initials = onboarding.states.filter(({ initial }) => initial);
  const state = wanted === undefined ? initials[0] : initials.find(({ id }) => id === wanted);
  if (!state) throw new BridgeError('parameter_invalid', { field: 'state' });
  return state;
}

/**
 * Whether the workflow leads from one state to another. From a state that it has no more, the way leads to any beginning.
 *
 * @throws `parameter_invalid` when it has no such state, `application_transition_refused`
 */
export function nextState({ onboarding }: Broker, from: string, to: string): OnboardingState {
  const target = onboarding.states.find(({ id }) => id === to);
  if (!target) throw new BridgeError('parameter_invalid', { field: 'to' });
  const current = onboarding.states.find(({ id }) => id === from);
  const isOpen = current ? current.next.includes(to) : target.initial;
  if (!isOpen) throw new BridgeError('application_transition_refused', { detail: `from ${from} to ${to}` });
  return target;
}

/** Where an applicant who is signed up at once goes; `undefined` where a review decides. */
export function directState({ onboarding }: Broker): OnboardingState | undefined {
  return onboarding.mode === 'direct' ? onboarding.states.find(({ createUser }) => createUser) : undefined;
}
