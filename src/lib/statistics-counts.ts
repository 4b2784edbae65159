/** What is counted at a white label as it happens; payments are counted from their records. */
export const COUNT_NAMES = [
  'signIns',
  'signInsFailed',
  /** Call 4.2. */
  'exchangesOneTime',
  /** Call 4.3. */
  'exchangesAccess',
  /** The issuer's token endpoint. */
  'exchangesApp',
  /** Of whichever of the three. */
  'exchangesFailed',
  /** Answers of 400 to 499. */
  'clientErrors',
  /** Answers of 500 and more. */
  'serverErrors',
] as const;

export type CountName = (typeof COUNT_NAMES)[number];

export type Counts = Readonly<Record<CountName, number>>;

/** Upper ends of the buckets that times of requests are counted in, in milliseconds; what is longer has one of its own. */
export const LATENCY_BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000] as const;

export const LATENCY_BUCKETS = LATENCY_BOUNDS_MS.length + 1;

/** How long each part of a series is. Each count is in one part of each length. */
export const STATISTICS_STEPS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export type StatisticsStep = keyof typeof STATISTICS_STEPS;

/** What everything together is counted under, so that a series of all white labels costs no more than of one. */
export const ALL_BROKERS = '';
