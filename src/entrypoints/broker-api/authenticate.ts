import type { ApiKey } from '../../domain/api-keys/api-key.ts';
import type { ApiKeys } from '../../domain/api-keys/api-keys.ts';
import type { VerifiedKey } from '../../domain/api-keys/presented-key.ts';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import { rawBodyOf } from '../../http/raw-body.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { Route } from '../../http/route.ts';
import { toRfc3339 } from '../../http/to-rfc3339.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { BrokerApiDependencies } from './broker-api-dependencies.ts';
import type { BrokerApiCaller } from './broker-api-route.ts';
import { createCallLimits } from './call-limits.ts';
import { identifyWhiteLabel } from './identify-white-label.ts';
import { readCredentials, readSignature } from './read-credentials.ts';

/** Of one address. A key that is good passes all the same, so that nobody keeps anybody out. */
const WRONG_KEYS = { name: 'wrong-api-keys', points: 60, windowSeconds: 60 };
/** No white label is known yet. */
const NO_BROKER = '';

/**
 * The key first, then the white label, then what the key may do and how often.
 *
 * @throws `invalid_api_key`, `expired_api_key`, `wrong_environment`, `ip_not_whitelisted`, `invalid_signature`,
 *   `insufficient_scope`, `broker_identification_missing`, `broker_identification_invalid`,
 *   `broker_identification_mismatch`, `broker_disabled`, `too_many_requests`
 */
export function createAuthenticate({ brokers, apiKeys, createRateLimiter }: BrokerApiDependencies) {
  const wrongKeys = createRateLimiter(WRONG_KEYS);
  const takeCall = createCallLimits(createRateLimiter);

  async function verify(context: RequestContext): Promise<VerifiedKey> {
    const { request, address } = context;
    const { method, originalUrl: path } = request;
    try {
      const credentials = readCredentials(request);
      const signature = readSignature(request);
      const signed = { method, path, body: rawBodyOf(request) };
      return await apiKeys.verify({ credentials, signature, address, request: signed });
    } catch (error) {
      if (!isBridgeError(error, 'invalid_api_key')) throw error;
      const retryAfterSeconds = await wrongKeys.consume({ brokerName: NO_BROKER, subject: limitSubjectOf(address) });
      throw retryAfterSeconds > 0 ? new BridgeError('too_many_requests', { retryAfterSeconds, cause: error }) : error;
    }
  }

  return async (route: Route<BrokerApiCaller>, received: ReceivedRequest): Promise<BrokerApiCaller> => {
    const { context } = received;
    const { key, expiresSoonAtMs } = await verify(context);
    if (expiresSoonAtMs !== null) context.headers['x-api-key-expires-at'] = toRfc3339(expiresSoonAtMs);
    const broker = identifyWhiteLabel(brokers, key, received);
    context.brokerName = broker.brokerName;
    if (!broker.enabled) throw new BridgeError('broker_disabled');
    checkScope(apiKeys, route, key);
    await takeCall(broker, key, context);
    return { broker, key };
  };
}

function checkScope(apiKeys: ApiKeys, { security }: Route<BrokerApiCaller>, key: ApiKey): void {
  if (security.kind !== 'api-key') throw new Error('A route of the broker API is not guarded by an API key');
  const { scope, keys } = security;
  if (key.kind === 'publishable' && keys === 'secret') {
    throw new BridgeError('insufficient_scope', { field: 'a secret key is needed' });
  }
  if (scope !== null) apiKeys.requireScope(key, scope);
}
