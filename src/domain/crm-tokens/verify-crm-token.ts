import { LRUCache } from 'lru-cache';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { CrmTokenClaims, CrmTokenCodec } from './crm-token-codec.ts';

const REMEMBERED_TOKENS = 10_000;

/**
 * Makes the check of a `crmApiToken`: its signature once, for that is what costs; its white label, its time and its
 * password on every call.
 *
 * @returns A function that answers what is wrong with a token, `undefined` when nothing is.
 */
export function createCrmTokenVerifier(parts: { brokers: Brokers; clock: Clock; codec: CrmTokenCodec }) {
  const { brokers, clock, codec } = parts;
  const genuine = new LRUCache<string, CrmTokenClaims>({ max: REMEMBERED_TOKENS });

  function claimsOf(token: string): CrmTokenClaims | undefined {
    const known = genuine.get(token);
    if (known) return known;
    const claims = codec.decode(token);
    if (claims) genuine.set(token, claims);
    return claims;
  }

  return (broker: Broker, token: string): BridgeError | undefined => {
    const claims = claimsOf(token);
    if (!claims) return new BridgeError('crm_token_invalid');
    if (claims.brokerName !== broker.brokerName || claims.brokerCrmName !== broker.brokerCrmName) {
      return new BridgeError('broker_identification_mismatch', { detail: 'the crmApiToken is another broker’s' });
    }
    if (clock.nowMs() >= claims.expiresAtMs) return new BridgeError('crm_token_invalid', { detail: 'expired' });
    const alive = brokers.livePasswords(broker).some(({ id }) => id === claims.passwordId);
    return alive ? undefined : new BridgeError('crm_token_invalid', { detail: 'its password was revoked' });
  };
}
