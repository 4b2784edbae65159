import { toDecimalText } from '../../lib/money.ts';
import { LATENCY_BOUNDS_MS } from '../../lib/statistics-counts.ts';
import { emptyCell } from './gather-counts.ts';
import type { MoneySum, SummedCounts } from './statistics-store.ts';
import type { MoneyTotal, StatisticsSums } from './statistics-sums.ts';

/** What is shown of what was summed up. */
export function toSums(summed: SummedCounts | undefined, money: readonly MoneySum[]): StatisticsSums {
  const { counts, latency } = summed ?? emptyCell();
  return {
    ...counts,
    requests: latency.reduce((sum, count) => sum + count, 0),
    p50Ms: percentileMs(latency, 0.5),
    p95Ms: percentileMs(latency, 0.95),
    deposits: toTotals(money.filter(({ kind }) => kind === 'deposit')),
    withdrawals: toTotals(money.filter(({ kind }) => kind === 'withdrawal')),
  };
}

/** As if the times within a bucket were spread evenly. */
export function percentileMs(latency: readonly number[], part: number): number | null {
  const total = latency.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let before = 0;
  for (const [bucket, count] of latency.entries()) {
    if (count > 0 && before + count >= total * part) {
      const [from, to] = [LATENCY_BOUNDS_MS[bucket - 1] ?? 0, LATENCY_BOUNDS_MS[bucket]];
      if (to === undefined) return from;
      return Math.round((from + ((to - from) * (total * part - before)) / count) * 10) / 10;
    }
    before += count;
  }
  return null;
}

/** Amounts of one currency are added whatever their digits. */
function toTotals(sums: readonly MoneySum[]): MoneyTotal[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const digits = Math.max(...own.map(({ moneyDigits }) => moneyDigits));
    const amount = own.reduce(
      (sum, { amountMinor, moneyDigits }) => sum + amountMinor * 10n ** BigInt(digits - moneyDigits),
      0n,
    );
    return { currency, count: own.reduce((sum, { count }) => sum + count, 0), amount: toDecimalText(amount, digits) };
  });
}
