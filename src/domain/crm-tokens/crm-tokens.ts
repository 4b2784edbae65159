/**
 * The `crmApiToken`: what a trading platform buys with its password and shows on every other call.
 *
 * Owns issuing and verifying; stores nothing. A token is a JWT bound to its white label and to the password that
 * bought it, so it survives a restart, works in every process, and dies with its password.
 */
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { Broker, PlatformPassword } from '../brokers/broker.ts';
import type { Brokers } from '../brokers/brokers.ts';
import { createCrmTokenCodec } from './crm-token-codec.ts';
import { createPlatformPasswordGate } from './platform-password-gate.ts';
import { createCrmTokenVerifier } from './verify-crm-token.ts';

export interface CrmTokens {
  /**
   * Call 4.1.
   *
   * @param address - Of the caller; wrong passwords are counted against it.
   * @returns A token that no other call returned.
   * @throws `platform_password_wrong`, `too_many_attempts`
   */
  issue(broker: Broker, password: string, address: string): Promise<string>;
  /**
   * @param address - Of the caller; wrong tokens are counted against it, right ones always pass.
   * @throws `crm_token_invalid`, `broker_identification_mismatch`, `too_many_attempts`
   */
  verify(broker: Broker, token: string, address: string): Promise<void>;
}

export interface CrmTokensDependencies {
  readonly brokers: Brokers;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly createRateLimiter: CreateRateLimiter;
  readonly telemetry: Telemetry;
}

export function createCrmTokens(dependencies: CrmTokensDependencies): CrmTokens {
  const { brokers, clock, keyRing, createRateLimiter, telemetry } = dependencies;
  const knowsBroker = (brokerName: string) => brokers.find(brokerName) !== undefined;
  const codec = createCrmTokenCodec({ clock, keyRing, knowsBroker });
  const checkPassword = createPlatformPasswordGate({ brokers, createRateLimiter });
  const wrongTokens = createRateLimiter({ name: 'crm-token', points: 100, windowSeconds: 60 });
  const verifyToken = createCrmTokenVerifier({ brokers, clock, codec });

  /** So that one sees, before a password that was replaced ends, whether the platform still needs it. */
  function noteUse({ brokerName }: Broker, { expiresAtMs }: PlatformPassword): void {
    if (expiresAtMs !== null) telemetry.tokenRedeemed('crm', 'expiring_password', brokerName);
  }

  return {
    async issue(broker, password, address) {
      const bought = await checkPassword(broker, password, address);
      telemetry.tokenIssued('crm', broker.brokerName);
      noteUse(broker, bought);
      return codec.encode(broker, bought.id);
    },
    async verify(broker, token, address) {
      const found = verifyToken(broker, token);
      if (!isBridgeError(found)) return noteUse(broker, found);
      telemetry.tokenRedeemed('crm', found.code, broker.brokerName);
      const subject = limitSubjectOf(address);
      const waitSeconds = await wrongTokens.consume({ brokerName: broker.brokerName, subject });
      if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
      throw found;
    },
  };
}
