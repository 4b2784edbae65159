import type { Metrics } from '../http/metrics.ts';
import type { Clock } from '../lib/clock.ts';

/** How the calls to a white label's platform went in this process. */
export interface PlatformState {
  readonly brokerName: string;
  /** `null` where none went well yet. */
  readonly lastOkMs: number | null;
  readonly lastFailedMs: number | null;
  /** How many failed since one went well. */
  readonly failures: number;
}

export interface PlatformWatch {
  readonly metrics: Metrics;
  list(): readonly PlatformState[];
}

/** What a platform refuses says nothing of the connection to it. */
const FAILURE = 'platform_unavailable';

/** Remembers of each platform whether it answers, from what is observed for the metrics. */
export function watchPlatforms(metrics: Metrics, { nowMs }: Clock): PlatformWatch {
  const states = new Map<string, PlatformState>();
  return {
    metrics: {
      ...metrics,
      platformCall(call, outcome, brokerName, seconds) {
        metrics.platformCall(call, outcome, brokerName, seconds);
        const before = states.get(brokerName) ?? { brokerName, lastOkMs: null, lastFailedMs: null, failures: 0 };
        const after =
          outcome === FAILURE
            ? { ...before, lastFailedMs: nowMs(), failures: before.failures + 1 }
            : { ...before, lastOkMs: nowMs(), failures: 0 };
        states.set(brokerName, after);
      },
    },
    list: () => [...states.values()],
  };
}
