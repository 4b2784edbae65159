import { isShownText } from '../../lib/is-shown-text.ts';
import type { OnboardingSettings, OnboardingState } from './broker.ts';
import { type Demand, isBetween, requireField } from './require-field.ts';

const MAX_STATES = 30;
const MAX_NAME_LENGTH = 100;

/** There is a beginning and an end, and a way to each state. @throws `broker_invalid`, naming the field. */
export function checkOnboarding({ mode, states }: OnboardingSettings, demand: Demand = requireField): void {
  const ids = new Set(states.map(({ id }) => id));
  const areGood = isBetween(states.length, 2, MAX_STATES) && ids.size === states.length;
  demand(areGood, 'onboarding.states', `must be 2 to ${MAX_STATES} with different ids`);
  for (const [index, state] of states.entries()) checkState(state, ids, `onboarding.states.${index}`, demand);
  const haveEnds = states.some(({ initial }) => initial) && states.some(({ final }) => final);
  demand(haveEnds, 'onboarding.states', 'must have one to begin in and one to end in');
  const reached = reachableOf(states);
  for (const [index, { id }] of states.entries()) {
    demand(reached.has(id), `onboarding.states.${index}.id`, 'cannot be reached from where applications begin');
  }
  // Whoever is signed up at once goes to the first state that makes a user.
  const makesUsers = mode === 'workflow' || states.some(({ createUser }) => createUser);
  demand(makesUsers, 'onboarding.mode', 'needs a state that makes the applicant a user');
}

function checkState(
  { id, name, initial, final, createUser, next }: OnboardingState,
  ids: ReadonlySet<string>,
  place: string,
  demand: Demand,
): void {
  const isId = /^[a-z][a-z0-9_]{0,63}$/.test(id);
  demand(isId, `${place}.id`, 'must be small letters, digits and _, and begin with a letter');
  const isName = isShownText(name, MAX_NAME_LENGTH);
  demand(isName, `${place}.name`, `must be one line of 1 to ${MAX_NAME_LENGTH} characters`);
  demand(!(initial && final), `${place}.initial`, 'cannot be both the beginning and the end');
  // What was made cannot be taken back.
  demand(!createUser || final, `${place}.createUser`, 'can only be so of an end');
  const isEnd = next.length === 0;
  const areKnown = next.every((one) => one !== id && ids.has(one)) && new Set(next).size === next.length;
  demand(areKnown && isEnd === final, `${place}.next`, 'must be other states that there are; an end has none');
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
