import { ALL_BROKERS, COUNT_NAMES, STATISTICS_STEPS, type StatisticsStep } from '../../lib/statistics-counts.ts';
import { emptyCell, type GatheredMinute } from './gather-counts.ts';
import type { CountRow, EndedPayment, MoneySumRow, SumPlace } from './statistics-store.ts';

/** What has to be added where: each count to its minute, its hour and its day, of its white label and of all together. */
export function spreadCounts(gathered: readonly GatheredMinute[]): CountRow[] {
  const rows = new Map<string, CountRow & ReturnType<typeof emptyCell>>();
  for (const { brokerName, startMs, counts, latency } of gathered) {
    for (const [key, place] of placesOf(brokerName, startMs)) {
      const row = rows.get(key) ?? { ...place, ...emptyCell() };
      rows.set(key, row);
      for (const name of COUNT_NAMES) row.counts[name] += counts[name];
      for (const [bucket, count] of latency.entries()) row.latency[bucket] = (row.latency[bucket] ?? 0) + count;
    }
  }
  return inOrder(rows);
}

/** The same of payments. */
export function spreadPayments(ended: readonly EndedPayment[]): MoneySumRow[] {
  const rows = new Map<string, MoneySumRow>();
  for (const { brokerName, kind, currency, moneyDigits, amountMinor, endedAtMs } of ended) {
    for (const [placeKey, place] of placesOf(brokerName, endedAtMs)) {
      const key = [placeKey, kind, currency, moneyDigits].join('\n');
      const before = rows.get(key) ?? { ...place, kind, currency, moneyDigits, count: 0, amountMinor: 0n };
      rows.set(key, {
        ...before,
        count: before.count + 1,
        amountMinor: before.amountMinor + BigInt(amountMinor),
      });
    }
  }
  return inOrder(rows);
}

const STEPS = Object.entries(STATISTICS_STEPS) as [StatisticsStep, number][];

function placesOf(brokerName: string, atMs: number): [string, SumPlace][] {
  return [brokerName, ALL_BROKERS].flatMap((owner) =>
    STEPS.map(([step, stepMs]): [string, SumPlace] => {
      const startMs = atMs - (atMs % stepMs);
      return [[owner, step, startMs].join('\n'), { step, brokerName: owner, startMs }];
    }),
  );
}

/** By their keys, whose order is the same in every process. */
function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}
