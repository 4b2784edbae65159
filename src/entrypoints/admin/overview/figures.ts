import type { MoneyTotal, StatisticsSums } from '../../../domain/statistics/statistics-sums.ts';
import type { PeriodName } from './periods.ts';

/** As `getStatistics` answers. */
export interface ShownStatistics {
  readonly id: string;
  readonly period: PeriodName;
  readonly total: StatisticsSums;
  readonly points: readonly (StatisticsSums & { readonly startsAt: string })[];
}

type Figure = (sums: StatisticsSums) => number | null;

interface ChartOf {
  readonly id: string;
  readonly title: string;
  readonly unit?: string;
  readonly kind?: string;
  readonly series: readonly (readonly [label: string, figure: Figure])[];
}

const CHARTS: readonly ChartOf[] = [
  {
    id: 'sign-ins',
    title: 'Sign-ins',
    series: [
      ['Signed in', ({ signIns }) => signIns],
      ['Refused', ({ signInsFailed }) => signInsFailed],
    ],
  },
  {
    id: 'exchanges',
    title: 'Token exchanges',
    series: [
      ['One-time tokens', ({ exchangesOneTime }) => exchangesOneTime],
      ['Access tokens', ({ exchangesAccess }) => exchangesAccess],
      ['Tokens of apps', ({ exchangesApp }) => exchangesApp],
      ['Refused', ({ exchangesFailed }) => exchangesFailed],
    ],
  },
  {
    id: 'money',
    title: 'Deposits and withdrawals',
    kind: 'bars',
    series: [
      ['Deposits', ({ deposits }) => countOf(deposits)],
      ['Withdrawals', ({ withdrawals }) => countOf(withdrawals)],
    ],
  },
  {
    id: 'errors',
    title: 'Errors',
    kind: 'bars',
    series: [
      ['Of callers (4xx)', ({ clientErrors }) => clientErrors],
      ['Of the bridge (5xx)', ({ serverErrors }) => serverErrors],
    ],
  },
  {
    id: 'times',
    title: 'Time to answer',
    unit: 'ms',
    kind: 'line',
    series: [
      ['Half within', ({ p50Ms }) => p50Ms],
      ['95 % within', ({ p95Ms }) => p95Ms],
    ],
  },
];

/** What the part `chart` takes of each. */
export function chartsOf({ points }: ShownStatistics) {
  return CHARTS.map(({ series, ...chart }) => {
    const shown = series.map(([label, figure]) => ({ label, values: points.map(figure) }));
    const isEmpty = shown.every(({ values }) => values.every((value) => !value));
    const times = isEmpty ? [] : points.map(({ startsAt }) => Date.parse(startsAt) / 1000);
    return { ...chart, data: { times, series: shown } };
  });
}

/** What the part `numbers` takes. */
export function numbersOf({ total }: ShownStatistics) {
  const { signIns, signInsFailed, exchangesFailed, deposits, withdrawals, clientErrors, serverErrors } = total;
  const exchanges = total.exchangesOneTime + total.exchangesAccess + total.exchangesApp;
  return {
    label: 'At a glance',
    numbers: [
      { label: 'Sign-ins', value: say(signIns), note: refused(signInsFailed) },
      { label: 'Token exchanges', value: say(exchanges), note: refused(exchangesFailed) },
      { label: 'Deposits', value: say(countOf(deposits)), note: amountsOf(deposits) },
      { label: 'Withdrawals', value: say(countOf(withdrawals)), note: amountsOf(withdrawals) },
      {
        label: 'Errors of the bridge',
        value: say(serverErrors),
        note: `${say(clientErrors)} of callers`,
        ...(serverErrors > 0 ? { tone: 'bad' } : {}),
      },
      {
        label: '95 % within (ms)',
        value: total.p95Ms === null ? '–' : say(total.p95Ms),
        note: `of ${say(total.requests)} requests`,
      },
    ],
  };
}

export function say(figure: number): string {
  return figure.toLocaleString('en', { maximumFractionDigits: figure < 10 ? 1 : 0 });
}

export function countOf(totals: readonly MoneyTotal[]): number {
  return totals.reduce((sum, { count }) => sum + count, 0);
}

/** Such as `EUR 1250.00`; of many currencies the first few. */
export function amountsOf(totals: readonly MoneyTotal[]): string {
  const [shown, more] = [totals.slice(0, 3), totals.length - 3];
  const words = shown.map(({ currency, amount }) => `${currency} ${amount}`);
  return [...words, ...(more > 0 ? [`${more} more`] : [])].join(' · ');
}

function refused(count: number): string {
  return `${say(count)} refused`;
}
