/** What a run found. Holds no secret: every token and password in it is shortened. */
export interface ConformanceReport {
  readonly baseUrl: string;
  readonly brokerName: string;
  readonly brokerCrmName: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly fast: boolean;
  /** Why no case could be run at all; `null` when the server answered. */
  readonly unreachableBecause: string | null;
  readonly cases: readonly CaseReport[];
}

export interface CaseReport {
  /** The vendor's number of the test, for example `6.1.1`. */
  readonly id: string;
  readonly title: string;
  /** `skipped`: it could not be tried, or not be seen from outside; the notes say why. */
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number;
  readonly steps: readonly StepReport[];
  /** What the reader should know although it is no fault. */
  readonly notes: readonly string[];
}

export interface StepReport {
  readonly name: string;
  readonly expected: string;
  readonly seen: string;
  readonly passed: boolean;
}
