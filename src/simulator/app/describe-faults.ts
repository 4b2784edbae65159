import { CALL_NAMES } from '../control/call-names.ts';
import type { CallFault } from '../control/faults.ts';
import type { App } from './app.ts';

export interface FaultsView {
  /** What is set, in words. */
  readonly active: readonly string[];
  readonly calls: readonly { readonly value: string; readonly label: string }[];
  readonly duplicateEmail: boolean;
  readonly idempotentByExternalId: boolean;
  readonly kinds: readonly { readonly value: string; readonly label: string }[];
}

/** What can go wrong, as the form of the faults names it. */
export const FAULT_KINDS: Readonly<
  Record<string, { readonly label: string; readonly settings: (on: CallFault) => object }>
> = {
  'fail-500': { label: 'answers 500', settings: (on) => ({ failNext: { ...on, status: 500 } }) },
  'fail-400': { label: 'refuses with 400', settings: (on) => ({ failNext: { ...on, status: 400 } }) },
  'fail-429': {
    label: 'says “too often”',
    settings: (on) => ({ failNext: { ...on, status: 429, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' } }),
  },
  stall: { label: 'takes 30 seconds', settings: (on) => ({ stallNext: on }) },
  drop: { label: 'does it, loses the answer', settings: (on) => ({ dropAnswer: on }) },
  garble: { label: 'does it, answers rubbish', settings: (on) => ({ garbleAnswer: on }) },
};

export function describeFaults({ platform }: App): FaultsView {
  const { latencyMs, stallNext, failNext, dropAnswer, garbleAnswer, duplicateEmail, idempotentByExternalId } =
    platform.faults.current();
  const active = [
    latencyMs > 0 && `Every call takes ${latencyMs} ms longer`,
    stallNext && `${describe(stallNext)} takes ${stallNext.delayMs / 1000} s`,
    failNext && `${describe(failNext)} answers ${failNext.status}`,
    dropAnswer && `${describe(dropAnswer)} loses its answer`,
    garbleAnswer && `${describe(garbleAnswer)} answers rubbish`,
    duplicateEmail && '3.2 finds every email taken',
    idempotentByExternalId && '3.5 does an externalId only once',
  ];
  const numbers = Object.keys(CALL_NAMES).filter((call) => !call.startsWith('4.'));
  return {
    active: active.filter((line) => typeof line === 'string'),
    calls: [
      { value: '*', label: 'Any call' },
      ...numbers.map((value) => ({ value, label: `${value} ${CALL_NAMES[value]}` })),
    ],
    duplicateEmail,
    idempotentByExternalId,
    kinds: Object.entries(FAULT_KINDS).map(([value, { label }]) => ({ value, label })),
  };
}

function describe({ call, times }: CallFault): string {
  return `${call === '*' ? 'Any call' : call}${times > 1 ? `, ${times} times,` : ''}`;
}
