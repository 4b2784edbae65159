import { BridgeError } from '../../errors/bridge-error.ts';
import { COUNT_NAMES, STATISTICS_STEPS, type StatisticsStep } from '../../lib/statistics-counts.ts';
import { emptyCell } from './gather-counts.ts';
import type { SeriesQuery, TotalsQuery } from './statistics-query.ts';
import type { StatisticsSpan, StatisticsStore, SummedCounts } from './statistics-store.ts';
import type { BrokerTotals, StatisticsPoint, StatisticsSeries } from './statistics-sums.ts';
import { toSums } from './to-sums.ts';

/** Two days of minutes, and more than a year of days. */
const MOST_POINTS = 2 * 24 * 60 + 1;
/** Hours are summed up to here, and days beyond. */
const HOURS_UNTIL_MS = 2 * STATISTICS_STEPS.day;

/** @throws `parameter_invalid` */
export async function readSeries(store: StatisticsStore, query: SeriesQuery): Promise<StatisticsSeries> {
  const pointMs = STATISTICS_STEPS[query.step] * (query.partsOfPoint ?? 1);
  const span = spanOf(query, query.step, pointMs);
  const [sums, money] = isNobody(query)
    ? [[], []]
    : await Promise.all([store.sumByTime(span), store.sumMoneyByTime(span)]);
  const pointOf = ({ startMs }: { readonly startMs: number }) => startMs - (startMs % pointMs);
  const sumsAt = Map.groupBy(sums, pointOf);
  const moneyAt = Map.groupBy(money, pointOf);
  const points: StatisticsPoint[] = [];
  for (let startMs = span.fromMs; startMs < span.toMs; startMs += pointMs) {
    points.push({ startMs, ...toSums(sumUp(sumsAt.get(startMs) ?? []), moneyAt.get(startMs) ?? []) });
  }
  return { points, total: toSums(sumUp(sums), money) };
}

/** Counts are added, and with them the buckets of times: of percentiles themselves there is no sum. */
function sumUp(sums: readonly SummedCounts[]): SummedCounts | undefined {
  if (sums.length < 2) return sums[0];
  const { counts, latency } = emptyCell();
  for (const sum of sums) {
    for (const name of COUNT_NAMES) counts[name] += sum.counts[name];
    for (const [bucket, count] of sum.latency.entries()) latency[bucket] = (latency[bucket] ?? 0) + count;
  }
  return { counts, latency };
}

/** @throws `parameter_invalid` */
export async function readTotals(store: StatisticsStore, query: TotalsQuery): Promise<BrokerTotals[]> {
  const span = spanOf(query, query.toMs - query.fromMs <= HOURS_UNTIL_MS ? 'hour' : 'day');
  if (isNobody(query)) return [];
  const [sums, money] = await Promise.all([store.sumByBroker(span), store.sumMoneyByBroker(span)]);
  const sumOf = new Map(sums.map((sum) => [sum.brokerName, sum]));
  const moneyOf = Map.groupBy(money, ({ brokerName }) => brokerName);
  const names = query.brokerNames ?? [...sumOf.keys(), ...moneyOf.keys()];
  return [...new Set(names)].sort().map((brokerName) => ({
    brokerName,
    ...toSums(sumOf.get(brokerName), moneyOf.get(brokerName) ?? []),
  }));
}

function isNobody({ brokerNames }: TotalsQuery): boolean {
  return brokerNames !== null && brokerNames.length === 0;
}

function spanOf(
  { brokerNames, fromMs, toMs }: TotalsQuery,
  step: StatisticsStep,
  pointMs: number = STATISTICS_STEPS[step],
): StatisticsSpan {
  const stepMs = STATISTICS_STEPS[step];
  if (!Number.isSafeInteger(fromMs) || fromMs < 0) throw new BridgeError('parameter_invalid', { field: 'from' });
  if (!Number.isSafeInteger(toMs) || toMs <= fromMs) {
    throw new BridgeError('parameter_invalid', { field: 'to', reason: 'It has to be later than from.' });
  }
  const span = { step, brokerNames, fromMs: fromMs - (fromMs % pointMs), toMs };
  if ((toMs - span.fromMs) / stepMs > MOST_POINTS) {
    throw new BridgeError('parameter_invalid', {
      field: 'from',
      reason: `That is too long ago for a series by the ${step}.`,
    });
  }
  return span;
}
