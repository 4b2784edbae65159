import { createSecretKey, type KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';

/** What a `crmApiToken` says. */
export interface CrmTokenClaims {
  readonly brokerName: string;
  readonly brokerCrmName: string;
  /** The password that bought it. */
  readonly passwordId: string;
  readonly expiresAtMs: number;
}

export interface CrmTokenCodec {
  encode(broker: Broker, passwordId: string): string;
  /** @returns What a token of ours says, of whichever white label; `undefined` for anything else. */
  decode(token: string): CrmTokenClaims | undefined;
}

export interface CrmTokenCodecDependencies {
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  /** A key is derived, and kept, only for a white label that exists: anybody can write a name into a token. */
  readonly knowsBroker: (brokerName: string) => boolean;
}

const TYPE = 'crm+jwt';
const AUDIENCE = 'drawbridge:crm-api';
const MAX_LENGTH = 1024;
const REMEMBERED_KEYS = 5_000;

/**
 * JWTs with HS256 and a key of their own for each white label, derived from the operator's encryption key that the
 * header names. Of the header only `kid` is used, and only to choose among our own keys.
 *
 * @see RFC 8725, JSON Web Token best current practices.
 */
export function createCrmTokenCodec({ clock, keyRing, knowsBroker }: CrmTokenCodecDependencies): CrmTokenCodec {
  /** The library takes a key object as it is; bytes it first tries to read as a private key, each time. */
  const keys = new LRUCache<string, KeyObject>({ max: REMEMBERED_KEYS });

  function keyOf(brokerName: string, keyId: string): KeyObject | undefined {
    const name = `${keyId}/${brokerName}`;
    const known = keys.get(name);
    if (known) return known;
    const bytes = keyRing.derive(`crm-token/${brokerName}`, keyId);
    const key = bytes && createSecretKey(bytes);
    if (key) keys.set(name, key);
    return key;
  }

  return {
    encode(broker, passwordId) {
      const key = keyOf(broker.brokerName, keyRing.currentKeyId);
      if (!key) throw new Error('The key ring has no current key');
      const nowSeconds = Math.floor(clock.nowMs() / 1000);
      const claims = {
        aud: AUDIENCE,
        sub: broker.brokerName,
        crm: broker.brokerCrmName,
        pwd: passwordId,
        jti: newSecret(16),
        iat: nowSeconds,
        exp: nowSeconds + broker.tokens.crmApiTokenTtlSeconds,
      };
      return jsonwebtoken.sign(claims, key, {
        algorithm: 'HS256',
        header: { alg: 'HS256', typ: TYPE, kid: keyRing.currentKeyId },
      });
    },
    decode(token) {
      if (token.length > MAX_LENGTH) return undefined;
      const unverified = readUnverified(token);
      if (!unverified || !knowsBroker(unverified.brokerName)) return undefined;
      const key = keyOf(unverified.brokerName, unverified.keyId);
      if (!key) return undefined;
      return readVerified(token, key, Math.floor(clock.nowMs() / 1000));
    },
  };
}

/** Who a token claims to be of, to find the key that will prove or refute it. */
function readUnverified(token: string): { brokerName: string; keyId: string } | undefined {
  try {
    const decoded = jsonwebtoken.decode(token, { complete: true });
    if (!decoded || typeof decoded.payload === 'string') return undefined;
    const { header, payload } = decoded;
    if (header.typ !== TYPE || typeof header.kid !== 'string' || typeof payload.sub !== 'string') return undefined;
    return { brokerName: payload.sub, keyId: header.kid };
  } catch {
    return undefined;
  }
}

function readVerified(token: string, key: KeyObject, nowSeconds: number): CrmTokenClaims | undefined {
  try {
    const claims = jsonwebtoken.verify(token, key, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      clockTimestamp: nowSeconds,
    });
    if (typeof claims === 'string') return undefined;
    const { sub, crm, pwd, exp } = claims;
    if (typeof sub !== 'string' || typeof crm !== 'string' || typeof pwd !== 'string' || exp === undefined) {
      return undefined;
    }
    return { brokerName: sub, brokerCrmName: crm, passwordId: pwd, expiresAtMs: exp * 1000 };
  } catch {
    return undefined;
  }
}
