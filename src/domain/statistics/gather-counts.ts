import type { Clock } from '../../lib/clock.ts';
import {
  COUNT_NAMES,
  type CountName,
  LATENCY_BOUNDS_MS,
  LATENCY_BUCKETS,
  STATISTICS_STEPS,
} from '../../lib/statistics-counts.ts';
import type { SummedCounts } from './statistics-store.ts';

/** Counts in memory, until they are added to the records. */
export interface GatheredCounts {
  count(brokerName: string, name: CountName): void;
  countRequest(brokerName: string, seconds: number): void;
  /** @returns What was counted since the last time. */
  take(): GatheredMinute[];
}

export interface GatheredMinute extends SummedCounts {
  readonly brokerName: string;
  readonly startMs: number;
}

interface Cell {
  readonly counts: Record<CountName, number>;
  readonly latency: number[];
}

/** Of a thousand white labels for more than three hours in which no store answers. */
const MOST_CELLS = 200_000;

/** Loses no count however long nobody takes them: when there are many, they are counted by the hour. */
export function gatherCounts({ nowMs }: Clock, mostCells = MOST_CELLS): GatheredCounts {
  let minutes = new Map<number, Map<string, Cell>>();
  let cells = 0;

  function cellOf(brokerName: string): Cell {
    const now = nowMs();
    const stepMs = cells < mostCells ? STATISTICS_STEPS.minute : STATISTICS_STEPS.hour;
    const startMs = now - (now % stepMs);
    let minute = minutes.get(startMs);
    if (!minute) {
      minute = new Map();
      minutes.set(startMs, minute);
    }
    let cell = minute.get(brokerName);
    if (!cell) {
      cell = emptyCell();
      minute.set(brokerName, cell);
      cells += 1;
    }
    return cell;
  }

  return {
    count(brokerName, name) {
      cellOf(brokerName).counts[name] += 1;
    },
    countRequest(brokerName, seconds) {
      const { latency } = cellOf(brokerName);
      const bucket = bucketOf(seconds * 1000);
      latency[bucket] = (latency[bucket] ?? 0) + 1;
    },
    take() {
      const taken = minutes;
      minutes = new Map();
      cells = 0;
      return [...taken].flatMap(([startMs, brokers]) =>
        [...brokers].map(([brokerName, cell]) => ({ brokerName, startMs, ...cell })),
      );
    },
  };
}

export function emptyCell(): Cell {
  const counts = Object.fromEntries(COUNT_NAMES.map((name) => [name, 0])) as Record<CountName, number>;
  return { counts, latency: new Array(LATENCY_BUCKETS).fill(0) };
}

function bucketOf(milliseconds: number): number {
  const index = LATENCY_BOUNDS_MS.findIndex((bound) => milliseconds <= bound);
  return index < 0 ? LATENCY_BOUNDS_MS.length : index;
}
