import { runExclusively } from '../../lib/run-exclusively.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/**
 * One opening at a time for each user, in whatever process: who gets in sees what the one before has done.
 *
 * @returns The job's result; `undefined` when another did not end in time.
 */
export function withAccountLock<Result>(
  { expiring, platformLeaseMs }: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  waitMs: number,
  job: () => Promise<Result>,
): Promise<Result | undefined> {
  const key = { partition: broker.brokerName, kind: 'account-lock', id: user.id };
  return runExclusively(expiring, { key, leaseMs: platformLeaseMs, waitMs }, job);
}
