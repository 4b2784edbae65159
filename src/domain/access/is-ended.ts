import type { Broker } from '../brokers/broker.ts';

/**
 * Whether all sessions of the white label were ended since something was issued.
 *
 * @param issuedAtMs - `undefined` for what older versions issued, which did not say.
 */
export function isEnded({ sessionsEndedAtMs }: Broker, issuedAtMs = 0): boolean {
  return sessionsEndedAtMs !== null && issuedAtMs <= sessionsEndedAtMs;
}
