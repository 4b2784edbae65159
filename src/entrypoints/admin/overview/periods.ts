import { STATISTICS_STEPS, type StatisticsStep } from '../../../lib/statistics-counts.ts';

const { hour, day } = STATISTICS_STEPS;

interface Period {
  readonly label: string;
  readonly lengthMs: number;
  readonly step: StatisticsStep;
  /** How many parts of the step a point sums up. */
  readonly partsOfPoint: number;
  /** How often a page asks again. */
  readonly refreshSeconds: number;
}

const PERIODS = {
  hour: { label: 'Last hour', lengthMs: hour, step: 'minute', partsOfPoint: 1, refreshSeconds: 5 },
  day: { label: 'Last 24 hours', lengthMs: day, step: 'minute', partsOfPoint: 5, refreshSeconds: 10 },
  month: { label: 'Last 30 days', lengthMs: 30 * day, step: 'hour', partsOfPoint: 6, refreshSeconds: 60 },
  year: { label: 'Last year', lengthMs: 365 * day, step: 'day', partsOfPoint: 1, refreshSeconds: 60 },
} as const satisfies Readonly<Record<string, Period>>;

export type PeriodName = keyof typeof PERIODS;

export const PERIOD_NAMES = Object.keys(PERIODS) as PeriodName[];
export const PERIOD_CHOICES = PERIOD_NAMES.map((value) => ({ value, label: PERIODS[value].label }));

/** Minutes of many white labels that are summed up one by one are too many to be read at once. */
const MOST_BY_MINUTES = 20;

/** Until now; the point in which now lies is the last. @param whiteLabels - Of how many it is asked one by one. */
export function periodOf(name: PeriodName, nowMs: number, whiteLabels = 1) {
  const isByHours = name === 'day' && whiteLabels > MOST_BY_MINUTES;
  const { lengthMs } = PERIODS[name];
  const { step, partsOfPoint }: Pick<Period, 'step' | 'partsOfPoint'> = isByHours
    ? { step: 'hour', partsOfPoint: 1 }
    : PERIODS[name];
  const pointMs = STATISTICS_STEPS[step] * partsOfPoint;
  const toMs = nowMs - (nowMs % pointMs) + pointMs;
  return { step, partsOfPoint, fromMs: toMs - lengthMs, toMs, pointSeconds: pointMs / 1000 };
}

export function refreshSecondsOf(name: PeriodName): number {
  return PERIODS[name].refreshSeconds;
}

/** For who types an address that there is not. */
export function readPeriod(text: string | undefined): PeriodName {
  return PERIOD_NAMES.find((name) => name === text) ?? 'day';
}
