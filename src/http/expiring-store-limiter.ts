import { type IRateLimiterStoreOptions, RateLimiterMemory, RateLimiterRes, RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import type { Counted, ExpiringKey, ExpiringStore } from '../lib/expiring-store.ts';
import type { CreateRateLimiter, Limit, LimitKey, RateLimiter } from '../lib/rate-limiter.ts';

/**
 * Rate limits that hold across processes and restarts, on every engine, because they count in the expiring store. While
 * the store cannot answer, each process counts by itself.
 */
export function createRateLimiterFactory(store: ExpiringStore): CreateRateLimiter {
  return (limit) => createRateLimiter(store, limit);
}

function createRateLimiter(store: ExpiringStore, limit: Limit): RateLimiter {
  const options = { keyPrefix: limit.name, points: limit.points, duration: limit.windowSeconds };
  const limiter = new ExpiringStoreLimiter(store, { ...options, insuranceLimiter: new RateLimiterMemory(options) });
  return {
    async check(key) {
      const counted = await limiter.get(keyOf(key));
      return counted && counted.consumedPoints >= limit.points ? secondsOf(counted) : 0;
    },
    async consume(key) {
      try {
        await limiter.consume(keyOf(key));
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return secondsOf(refusal);
        throw refusal;
      }
    },
    async reset(key) {
      await limiter.delete(keyOf(key));
    },
  };
}

function keyOf(key: LimitKey): string {
  return `${key.brokerName}/${key.subject}`;
}

function secondsOf(counted: RateLimiterRes): number {
  return Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
}

/** The storage half of the library's limiter: the four methods that it asks of every store. */
class ExpiringStoreLimiter extends RateLimiterStoreAbstract {
  private readonly store: ExpiringStore;
  private readonly limitName: string;

  constructor(store: ExpiringStore, options: Omit<IRateLimiterStoreOptions, 'storeClient'> & { keyPrefix: string }) {
    super({ ...options, storeClient: store });
    this.store = store;
    this.limitName = options.keyPrefix;
  }

  async _upsert(limiterKey: string, points: number, windowMs: number): Promise<Counted> {
    return this.store.count(this.storeKeyOf(limiterKey), points, windowMs);
  }

  async _get(limiterKey: string): Promise<Counted | null> {
    const counted = await this.store.count(this.storeKeyOf(limiterKey), 0, this.msDuration);
    return counted.count === 0 ? null : counted;
  }

  async _delete(limiterKey: string): Promise<boolean> {
    await this.store.drop(this.storeKeyOf(limiterKey));
    return true;
  }

  _getRateLimiterRes(_limiterKey: string, changedPoints: number, counted: Counted): RateLimiterRes {
    const remaining = Math.max(this.points - counted.count, 0);
    return new RateLimiterRes(remaining, counted.resetInMs, counted.count, counted.count === changedPoints);
  }

  /** Takes `limit:broker/subject` apart; the broker is the partition. */
  private storeKeyOf(limiterKey: string): ExpiringKey {
    const rest = limiterKey.slice(this.limitName.length + 1);
    const slash = rest.indexOf('/');
    return { partition: rest.slice(0, slash), kind: `limit-${this.limitName}`, id: rest.slice(slash + 1) };
  }
}

