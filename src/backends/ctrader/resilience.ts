import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
} from 'cockatiel';
import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Logger } from '../../lib/logger.ts';
import { platformUnavailable } from './map-platform-error.ts';
import type { PlatformCall } from './platform-call.ts';

export interface ResilienceOptions {
  readonly log: Logger;
  /** Further tries of a call that may be repeated. */
  readonly retries: number;
  readonly firstRetryDelayMs: number;
  /** Failures in a row that open the breaker. */
  readonly breakerFailures: number;
  /** How long nothing is tried then. */
  readonly breakerOpenMs: number;
}

/** Decides for one broker whether an attempt is made, and made again. */
export interface Resilience {
  /** @throws `platform_unavailable`, that of the last attempt or, with the outcome `not_done`, of the open breaker. */
  run<Result>(call: PlatformCall<unknown>, attempt: () => Promise<Result>): Promise<Result>;
}

const RETRY_DELAY_LIMIT_MS = 1000;

/** The platform's refusals are answers, not failures: only its silence counts. */
const unavailability = handleWhen((error) => isBridgeError(error, 'platform_unavailable'));

export function createResilience(brokerName: string, options: ResilienceOptions): Resilience {
  const breaker = circuitBreaker(unavailability, {
    halfOpenAfter: options.breakerOpenMs,
    breaker: new ConsecutiveBreaker(options.breakerFailures),
  });
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open) options.log.warn({ broker: brokerName }, 'platform circuit breaker opened');
    if (state === CircuitState.Closed) options.log.info({ broker: brokerName }, 'platform circuit breaker closed');
  });
  // The default generator of the library adds decorrelated jitter.
  const backoff = new ExponentialBackoff({
    initialDelay: options.firstRetryDelayMs,
    maxDelay: RETRY_DELAY_LIMIT_MS,
  });
  const retrying = retry(unavailability, { maxAttempts: options.retries, backoff });
  const retryAfterSeconds = Math.ceil(options.breakerOpenMs / 1000);

  return {
    async run(call, attempt) {
      try {
        if (!call.idempotent) return await breaker.execute(attempt);
        return await retrying.execute(() => breaker.execute(attempt));
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw platformUnavailable(call.name, 'was held back by the circuit breaker', 'not_done', retryAfterSeconds);
      }
    },
  };
}
