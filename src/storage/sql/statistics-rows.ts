import type { CountRow, MoneySum, MoneySumRow, SummedCounts } from '../../domain/statistics/statistics-store.ts';
import { COUNT_NAMES, type CountName, LATENCY_BUCKETS } from '../../lib/statistics-counts.ts';
import type { StatisticsCountTable, StatisticsMoneyTable } from './statistics-tables.ts';

const COLUMN_OF: Readonly<Record<CountName, keyof StatisticsCountTable>> = {
  signIns: 'sign_ins',
  signInsFailed: 'sign_ins_failed',
  exchangesOneTime: 'exchanges_one_time',
  exchangesAccess: 'exchanges_access',
  exchangesApp: 'exchanges_app',
  exchangesFailed: 'exchanges_failed',
  clientErrors: 'client_errors',
  serverErrors: 'server_errors',
};

const LATENCY_COLUMNS = Array.from({ length: LATENCY_BUCKETS }, (_, bucket) => `latency_${bucket}` as const);

/** Every column that is added to. */
export const COUNT_COLUMNS: readonly (keyof StatisticsCountTable)[] = [
  ...COUNT_NAMES.map((name) => COLUMN_OF[name]),
  ...LATENCY_COLUMNS,
];

export function toCountRow({ step, brokerName, startMs, counts, latency }: CountRow): StatisticsCountTable {
  const place = { step, broker_name: brokerName, start_ms: startMs };
  const counted = COUNT_NAMES.map((name) => [COLUMN_OF[name], counts[name]]);
  const timed = LATENCY_COLUMNS.map((column, bucket) => [column, latency[bucket] ?? 0]);
  return { ...place, ...Object.fromEntries([...counted, ...timed]) } as StatisticsCountTable;
}

export function toCounts(row: Readonly<Record<string, unknown>>): SummedCounts {
  return {
    counts: Object.fromEntries(
      COUNT_NAMES.map((name) => [name, Number(row[COLUMN_OF[name]])]),
    ) as SummedCounts['counts'],
    latency: LATENCY_COLUMNS.map((column) => Number(row[column])),
  };
}

export function toMoneyRow(sum: MoneySumRow): StatisticsMoneyTable {
  return {
    ...{ step: sum.step, broker_name: sum.brokerName, start_ms: sum.startMs },
    ...{ kind: sum.kind, currency: sum.currency, money_digits: sum.moneyDigits },
    ...{ payments: sum.count, amount_minor: String(sum.amountMinor) },
  };
}

/** @param row - Its amount as a text. */
export function toMoney(row: Omit<StatisticsMoneyTable, 'step' | 'broker_name' | 'start_ms'>): MoneySum {
  return {
    kind: row.kind,
    currency: row.currency,
    moneyDigits: row.money_digits,
    count: row.payments,
    amountMinor: BigInt(row.amount_minor),
  };
}
