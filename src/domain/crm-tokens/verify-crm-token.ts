import { LRUCache } from 'lru-cache';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Broker, PlatformPassword } from '../brokers/broker.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { CrmTokenClaims, CrmTokenCodec } from './crm-token-codec.ts';

const REMEMBERED_TOKENS = 10_000;

/**
 * Makes the check of a `crmApiToken`: its signature once, for that is what costs; its white label, its time and its
 * password on every call.
 *
 * @returns A function that answers with which password a token was bought, or what is wrong with it.
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

  return (broker: Broker, token: string): PlatformPassword | BridgeError => {
    const claims = claimsOf(token);
    if (!claims) return new BridgeError('crm_token_invalid');
    if (claims.brokerName !== broker.brokerName || claims.brokerCrmName !== broker.brokerCrmName) {
      return new BridgeError('broker_identification_mismatch', { detail: 'the crmApiToken is another broker’s' });
    }
    if (clock.nowMs() >= claims.expiresAtMs) return new BridgeError('crm_token_invalid', { detail: 'expired' });
    const password = brokers.livePasswords(broker).find(({ id }) => id === claims.passwordId);
    return password ?? new BridgeError('crm_token_invalid', { detail: 'its password was revoked' });
  };
}
