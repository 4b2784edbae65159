import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';

/** A trader may be waiting. */
const PATIENCE_MS = 2000;

/**
 * Call 3.12. What we know of the user has ended by now, so a platform that is away is no reason to fail; nor to wait, and
 * after the wait the call is not made any more, for it would end what the user has opened since.
 *
 * @returns Whether the platform has done it.
 * @see The SSO contract, section 6, flow 8.
 */
export async function logOutOfPlatform(
  { identity, log }: AccessDependencies,
  broker: Broker,
  platformUserId: number,
): Promise<boolean> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    await Promise.race([identity.logOut(broker, platformUserId, patience), rejectWhenOver(patience)]);
    return true;
  } catch (error) {
    const { brokerName } = broker;
    const isExpected = patience.aborted || isBridgeError(error);
    const why = isExpected ? {} : { err: error };
    log.warn({ broker: brokerName, platformUserId, ...why }, 'the platform did not end the sessions of a user');
    return false;
  }
}

function rejectWhenOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
