import type { Settings } from '../config/load-settings.ts';
import { type GatheredCounts, gatherCounts } from '../domain/statistics/gather-counts.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { createRateLimiterFactory } from '../http/rate-limit.ts';
import type { Clock } from '../lib/clock.ts';
import { createKeyRing, type KeyRing } from '../lib/key-ring.ts';
import type { Logger } from '../lib/logger.ts';
import { createPasswordHasher, type PasswordHasher } from '../lib/password-hash.ts';
import type { CreateRateLimiter } from '../lib/rate-limiter.ts';
import { openStorage, type Storage } from '../storage/open-storage.ts';
import { countMetrics } from './count-metrics.ts';
import { type PlatformState, watchPlatforms } from './watch-platforms.ts';

export interface AppOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  /** Folder that holds `views/` and `config/`. */
  readonly projectFolder: string;
}

/** What every other part stands on. */
export interface Parts extends AppOptions {
  readonly storage: Storage;
  readonly keyRing: KeyRing;
  readonly hasher: PasswordHasher;
  readonly metrics: Metrics;
  /** How calls to platforms went in this process. */
  readonly platformStates: () => readonly PlatformState[];
  /** What this process counts for the statistics. */
  readonly gathered: GatheredCounts;
  readonly createRateLimiter: CreateRateLimiter;
  /** The longest that one call of the platform takes. */
  readonly platformTimeoutMs: number;
  /** The longest that the platform's calls for one user or account take together. */
  readonly platformLeaseMs: number;
}

/** For one user or account: a few calls, each with its retries and a new manager's token. */
const PLATFORM_CALLS_AT_MOST = 16;

export async function openParts(options: AppOptions): Promise<Parts> {
  const { settings, clock, log } = options;
  const gathered = gatherCounts(clock);
  const { metrics, list: platformStates } = watchPlatforms(countMetrics(createMetrics(), gathered), clock);
  const storage = await openStorage({ ...settings, clock, telemetry: metrics, log });
  const platformTimeoutMs = settings.platformTimeoutSeconds * 1000;
  return {
    ...options,
    storage,
    keyRing: createKeyRing(settings.encryptionKeys),
    hasher: createPasswordHasher(),
    metrics,
    platformStates,
    gathered,
    createRateLimiter: createRateLimiterFactory(storage.expiring),
    platformTimeoutMs,
    platformLeaseMs: platformTimeoutMs * PLATFORM_CALLS_AT_MOST,
  };
}
