import type { ApiKey } from '../../domain/api-keys/api-key.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { CreateRateLimiter, Limit } from '../../lib/rate-limiter.ts';

/** How often one key may call within one white label. `GET /limits` tells. */
export const READ_LIMIT: Limit = { name: 'broker-api-reads', points: 1200, windowSeconds: 60 };
export const WRITE_LIMIT: Limit = { name: 'broker-api-writes', points: 300, windowSeconds: 60 };

/**
 * Counts a call, and says in the headers how the limit stands.
 *
 * @throws `too_many_requests`
 * @see draft-ietf-httpapi-ratelimit-headers-10
 */
export function createCallLimits(createRateLimiter: CreateRateLimiter) {
  const reads = { limit: READ_LIMIT, limiter: createRateLimiter(READ_LIMIT) };
  const writes = { limit: WRITE_LIMIT, limiter: createRateLimiter(WRITE_LIMIT) };
  return async ({ brokerName }: Broker, key: ApiKey, { request, headers }: RequestContext): Promise<void> => {
    const { limit, limiter } = request.method === 'GET' || request.method === 'HEAD' ? reads : writes;
    const { isExceeded, remaining, resetSeconds } = await limiter.take({ brokerName, subject: key.id });
    headers['ratelimit-policy'] = `"${limit.name}";q=${limit.points};w=${limit.windowSeconds}`;
    headers.ratelimit = `"${limit.name}";r=${remaining};t=${resetSeconds}`;
    if (isExceeded) throw new BridgeError('too_many_requests', { retryAfterSeconds: resetSeconds });
  };
}
