import type { StepReport } from './conformance-report.ts';
import type { SecretBook } from './secret-book.ts';

/** Takes down what a case expects and what it sees. */
export interface CaseRecorder {
  /** @returns Whether the step passed, for a case that cannot go on without it. */
  step(name: string, expected: string, seen: string, passed: boolean): boolean;
  /** What the reader should know although it is no fault. */
  note(sentence: string): void;
  /** Something cannot be tried, or cannot be seen from outside; says why. */
  unprovable(because: string): void;
  /** Takes note of an answer and of what is wrong with it in general. */
  answer(call: string, faults: readonly string[]): void;
  /** Everything so far, closed by one step on all answers in general. */
  finish(): FinishedCase;
}

export interface FinishedCase {
  readonly steps: readonly StepReport[];
  readonly notes: readonly string[];
  /** Failed whatever else there is, if a step failed; skipped if something could not be tried or seen. */
  readonly result: 'passed' | 'failed' | 'skipped';
}

const GOOD_FORM = 'no 5xx, JSON, X-Request-Id, errors as {error, message, code} and without tokens or secrets';

export function createCaseRecorder(secrets: SecretBook): CaseRecorder {
  const steps: StepReport[] = [];
  const notes: string[] = [];
  const gaps = new Set<string>();
  /** Each fault, with the answers that have it. */
  const faults = new Map<string, Set<string>>();
  let answerCount = 0;

  function step(name: string, expected: string, seen: string, passed: boolean): boolean {
    steps.push({ name, expected, seen: secrets.mask(seen), passed });
    return passed;
  }

  return {
    step,
    note: (sentence) => void notes.push(secrets.mask(sentence)),
    unprovable: (because) => void gaps.add(secrets.mask(because)),
    answer(call, found) {
      answerCount += 1;
      for (const fault of found) faults.set(fault, (faults.get(fault) ?? new Set()).add(call));
    },
    finish() {
      const seen = [...faults].map(([fault, calls]) => `${fault} (${[...calls].join(', ')})`).join('; ');
      const isNothingToSay = answerCount === 0 && steps.length === 0;
      if (!isNothingToSay) {
        step('the form of every answer', GOOD_FORM, seen || `${answerCount} answers in good form`, faults.size === 0);
      }
      const hasFailed = steps.some(({ passed }) => !passed);
      const result = hasFailed ? 'failed' : gaps.size > 0 ? 'skipped' : 'passed';
      return { steps, notes: [...notes, ...[...gaps].map((gap) => `Not tried: ${gap}.`)], result };
    },
  };
}
