import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import { addToList, readLists } from './kept-list.ts';
import type { SessionEntry } from './session-entry.ts';
import { userGroup } from './session-groups.ts';

/** Tokens live for weeks, or for good; those of a month are on one list. */
const PART_MS = 30 * 24 * 3_600_000;
/** Older ones are not shown; they end with all of the user's. */
const PARTS = 13;
/** For tokens without an end. */
const ENDLESS = 'endless';

/**
 * Notes for staff that the platform holds an access token. Never fails, for the trader's one-time token is spent by now.
 *
 * @param accessToken - Kept as a hash, as the token is.
 */
export async function listAccessToken(
  { expiring, clock, log }: AccessDependencies,
  { brokerName, tokens }: Broker,
  { platformUserId, sessionId }: SessionEntry,
  accessToken: string,
): Promise<void> {
  const ttlMs = tokens.accessTokenTtlSeconds === null ? null : tokens.accessTokenTtlSeconds * 1000;
  const part = ttlMs === null ? ENDLESS : Math.floor(clock.nowMs() / PART_MS);
  const options = { validForMs: ttlMs === null ? null : PART_MS + ttlMs, groups: [userGroup(platformUserId)] };
  const key = keyOf(brokerName, platformUserId, part);
  try {
    if (await addToList(expiring, key, `${sessionId} ${hashToken(accessToken)}`, options)) return;
    log.warn({ broker: brokerName, platformUserId }, 'a session of the platform was not listed; staff does not see it');
  } catch (error) {
    log.warn({ err: error, broker: brokerName, platformUserId }, 'a session of the platform was not listed');
  }
}

/** @returns What the access tokens carry that the platform holds and that work. */
export async function findAccessTokens(
  { expiring, clock }: AccessDependencies,
  broker: Broker,
  platformUserId: number,
): Promise<SessionEntry[]> {
  const { brokerName } = broker;
  const part = Math.floor(clock.nowMs() / PART_MS);
  const parts = [ENDLESS, ...Array.from({ length: PARTS }, (_, index) => part - index)];
  const items = await readLists(
    expiring,
    parts.map((one) => keyOf(brokerName, platformUserId, one)),
  );
  const tokens = await Promise.all(
    items.map((item) => expiring.get({ partition: brokerName, kind: 'access-token', id: item.split(' ')[1] ?? '' })),
  );
  return tokens
    .flatMap((found) => (found?.state === 'live' ? [JSON.parse(found.value) as SessionEntry] : []))
    .filter((entry) => entry.platformUserId === platformUserId && !isEnded(broker, entry.issuedAtMs));
}

function keyOf(brokerName: string, platformUserId: number, part: number | string): ExpiringKey {
  return { partition: brokerName, kind: 'platform-sessions', id: `${platformUserId}/${part}` };
}
