import { isShownText } from '../../lib/is-shown-text.ts';
import type { OnboardingSettings, OnboardingState } from './broker.ts';
import { isBetween, requireField } from './require-field.ts';

const MAX_STATES = 30;
const MAX_NAME_LENGTH = 100;

/** There is a beginning and an end, and a way to each state. @throws `broker_invalid`, naming the field. */
export function checkOnboarding({ mode, states }: OnboardingSettings): void {
  const ids = new Set(states.map(({ id }) => id));
  requireField(isBetween(states.length, 2, MAX_STATES) && ids.size === states.length, 'onboarding.states');
  for (const [index, state] of states.entries()) checkState(state, ids, `onboarding.states.${index}`);
  requireField(states.some(({ initial }) => initial) && states.some(({ final }) => final), 'onboarding.states');
  const reached = reachableOf(states);
  for (const [index, { id }] of states.entries()) requireField(reached.has(id), `onboarding.states.${index}.id`);
  // Whoever is signed up at once goes to the first state that makes a user.
  requireField(mode === 'workflow' || states.some(({ createUser }) => createUser), 'onboarding.mode');
}

function checkState(
  { id, name, initial, final, createUser, next }: OnboardingState,
  ids: ReadonlySet<string>,
  place: string,
): void {
  requireField(/^[a-z][a-z0-9_]{0,63}$/.test(id), `${place}.id`);
  requireField(isShownText(name, MAX_NAME_LENGTH), `${place}.name`);
  requireField(!(initial && final), `${place}.initial`);
  // What was made cannot be taken back.
  requireField(!createUser || final, `${place}.createUser`);
  const isEnd = next.length === 0;
  const areKnown = next.every((one) => one !== id && ids.has(one)) && new Set(next).size === next.length;
  requireField(areKnown && isEnd === final, `${place}.next`);
}

function reachableOf(states: readonly OnboardingState[]): ReadonlySet<string> {
  const byId = new Map(states.map((state) => [state.id, state]));
  const reached = new Set<string>();
  const ahead = states.filter(({ initial }) => initial).map(({ id }) => id);
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    ahead.push(...(byId.get(id)?.next ?? []));
  }
  return reached;
}
