import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isBridgeError } from '../errors/bridge-error.ts';
import type { ExpiringKey, ExpiringStore } from '../lib/expiring-store.ts';
import type { CreateRateLimiter, Limit, LimitKey, Quota, RateLimiter } from '../lib/rate-limiter.ts';

/**
 * Rate limits that hold across processes and restarts, on every engine, because they count in the expiring store. While
 * the store cannot answer, each process counts by itself.
 */
export function createRateLimiterFactory(store: ExpiringStore): CreateRateLimiter {
  return (limit) => {
    const shared = countInStore(store, limit);
    const insurance = countInMemory(limit);
    return {
      check: (key) => orElse(shared.check(key), () => insurance.check(key)),
      consume: (key) => orElse(shared.consume(key), () => insurance.consume(key)),
      take: (key) => orElse(shared.take(key), () => insurance.take(key)),
      giveBack: (key) => orElse(shared.giveBack(key), () => insurance.giveBack(key)),
      reset: (key) => orElse(shared.reset(key), () => insurance.reset(key)),
    };
  };
}

async function orElse<Result>(answer: Promise<Result>, insurance: () => Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    if (isBridgeError(error, 'store_unavailable')) return insurance();
    throw error;
  }
}

function countInStore(store: ExpiringStore, { name, points, windowSeconds }: Limit): RateLimiter {
  const windowMs = windowSeconds * 1000;
  const keyOf = ({ brokerName, subject }: LimitKey): ExpiringKey => ({
    partition: brokerName,
    kind: `limit-${name}`,
    id: subject,
  });
  return {
    async check(key) {
      const { count, resetInMs } = await store.count(keyOf(key), 0, windowMs);
      return count >= points ? wholeSeconds(resetInMs) : 0;
    },
    async consume(key) {
      const { count, resetInMs } = await store.count(keyOf(key), 1, windowMs);
      return count > points ? wholeSeconds(resetInMs) : 0;
    },
    async take(key) {
      const { count, resetInMs } = await store.count(keyOf(key), 1, windowMs);
      return quotaOf(points, count, resetInMs);
    },
    async giveBack(key) {
      await store.count(keyOf(key), -1, windowMs);
    },
    reset: (key) => store.drop(keyOf(key)),
  };
}

function countInMemory({ name, points, windowSeconds }: Limit): RateLimiter {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds });
  const keyOf = ({ brokerName, subject }: LimitKey) => `${brokerName}/${subject}`;
  return {
    async check(key) {
      const counted = await limiter.get(keyOf(key));
      return counted && counted.consumedPoints >= points ? wholeSeconds(counted.msBeforeNext) : 0;
    },
    async consume(key) {
      try {
        await limiter.consume(keyOf(key));
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return wholeSeconds(refusal.msBeforeNext);
        throw refusal;
      }
    },
    async take(key) {
      const counted = await limiter.penalty(keyOf(key));
      return quotaOf(points, counted.consumedPoints, counted.msBeforeNext);
    },
    async giveBack(key) {
      await limiter.reward(keyOf(key));
    },
    async reset(key) {
      await limiter.delete(keyOf(key));
    },
  };
}

function quotaOf(points: number, count: number, resetInMs: number): Quota {
  return {
    isExceeded: count > points,
    remaining: Math.max(0, points - count),
    resetSeconds: wholeSeconds(resetInMs),
  };
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
