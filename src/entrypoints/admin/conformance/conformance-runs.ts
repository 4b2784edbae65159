import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ChangeActor } from '../../../domain/brokers/broker-snapshot.ts';

/** The vendor's tests, played against this bridge for one white label, in the background of the process. */
export interface ConformanceRuns {
  /** @throws `conformance_running` (of this white label), `busy` (the process plays as many as it can) */
  start(broker: Broker, wish: ConformanceWish): Promise<ConformanceRun>;
  find(brokerName: string, id: string): Promise<ConformanceRun | undefined>;
  /** The newest first. */
  list(brokerName: string): Promise<readonly ConformanceRun[]>;
}

export interface ConformanceWish {
  /** Beginnings of the numbers of the tests; `null` is all. */
  readonly only: readonly string[] | null;
  /** Who signs in; `null` signs a new one up, who stays. */
  readonly trader: { readonly email: string; readonly password: string } | null;
  readonly actor: Extract<ChangeActor, { kind: 'staff' }>;
}

/** Holds no secret: each is shortened. */
export interface ConformanceRun {
  readonly id: string;
  readonly brokerName: string;
  /** `cut-off`: the process that played it is gone. */
  readonly state: 'running' | 'passed' | 'failed' | 'not-run' | 'cut-off';
  readonly startedAtMs: number;
  /** `null` while it goes on, and where nobody knows. */
  readonly endedAtMs: number | null;
  /** Email of who started it. */
  readonly startedBy: string;
  readonly only: readonly string[] | null;
  /** What happens now; `null` between tests. */
  readonly current: { readonly id: string; readonly title: string; readonly waiting: string | null } | null;
  /** Why nothing could be played. */
  readonly notRunBecause: string | null;
  /** Those that were played. */
  readonly cases: readonly PlayedCase[];
}

export interface PlayedCase {
  readonly id: string;
  readonly title: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number;
  readonly steps: readonly {
    readonly name: string;
    readonly expected: string;
    readonly seen: string;
    readonly passed: boolean;
  }[];
  readonly notes: readonly string[];
}
