import { createHash } from 'node:crypto';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Brokers } from '../brokers/brokers.ts';

/** `ot`: one-time token, `at`: access token, `ia`: in-app token. */
export type TokenPrefix = 'ot' | 'at' | 'ia';

/** What an entry of the store is for; one-time tokens of one purpose cannot be found as tokens of another. */
export type TokenEntryKind = 'one-time-token-sign-in' | 'one-time-token-in-app' | 'access-token' | 'in-app-token';

/** How long an expired or spent token is remembered, to say which of the two it is (the contract's 24 hours). */
export const REMEMBER_TOKEN_MS = 24 * 3_600_000;

/** Eight characters that tell the white label, 32 characters (192 bits) that nobody can guess. */
const TOKEN_PATTERN = /^(?:ot|at|ia)_([A-Za-z0-9_-]{8})[A-Za-z0-9_-]{32}$/;

const tags = new Map<string, string>();

/** A new token: opaque to its holder, of URL-unreserved characters. */
export function newToken(prefix: TokenPrefix, broker: Broker): string {
  return `${prefix}_${tagOf(broker.brokerName)}${newSecret(24)}`;
}

/**
 * A token that is made from what only the bridge knows, so that it can be made again.
 *
 * @param proof - At least 32 characters of an HMAC.
 */
export function derivedToken(prefix: TokenPrefix, broker: Broker, proof: string): string {
  return `${prefix}_${tagOf(broker.brokerName)}${proof.slice(0, 32)}`;
}

/** Where the entry of a token stands: under its white label, by its hash. */
export function tokenKey(kind: TokenEntryKind, broker: Broker, token: string): ExpiringKey {
  return { partition: broker.brokerName, kind, id: hashToken(token) };
}

/**
 * Refuses what needs no look-up: a text that is no token, and a token of another white label. The tag is no secret and
 * no proof; a token that carries the right one still has to be found.
 *
 * @throws `token_malformed`, `token_of_other_broker`
 */
export function checkTokenFormat(brokers: Brokers, broker: Broker, token: string): void {
  const tag = TOKEN_PATTERN.exec(token)?.[1];
  if (tag === undefined) throw new BridgeError('token_malformed');
  if (tag === tagOf(broker.brokerName)) return;
  if (brokers.list().some((other) => tagOf(other.brokerName) === tag)) {
    throw new BridgeError('token_of_other_broker');
  }
}

/** Whether a text has the form of a token of this white label. */
export function isTokenOf({ brokerName }: Broker, text: string): boolean {
  return TOKEN_PATTERN.exec(text)?.[1] === tagOf(brokerName);
}

function tagOf(brokerName: string): string {
  const known = tags.get(brokerName);
  if (known) return known;
  const tag = createHash('sha256').update(brokerName).digest('base64url').slice(0, 8);
  tags.set(brokerName, tag);
  return tag;
}
