import { randomBytes } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import type { ExpiringEntry, ExpiringKey, ExpiringStore, PutOptions, TakeOutcome } from '../../lib/expiring-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { entryTimesOf, wholeMilliseconds } from '../entry-times.ts';
import { COMPARE_AND_SET, COUNT, DROP, DROP_GROUP, GET, PUT, TAKE_ONCE } from './expiring-scripts.ts';
import type { RedisClient } from './redis-client.ts';
import { counterKeyOf, entryKeyOf, groupKeyOf } from './redis-keys.ts';
import { type RedisScript, runScript } from './run-script.ts';
import { createUnansweredClaims } from './unanswered-claims.ts';

/** How much longer Redis keeps what the clock calls forgotten, so that only the clock decides. */
const REMOVAL_SLACK_MS = 10_000;
/** Redis does nothing else while it removes one batch. */
const DROP_BATCH = 200;

/** The expiring store on Redis, for several processes on several machines. Redis must not evict keys (`noeviction`). */
export function createRedisExpiringStore({ client, clock }: { client: RedisClient; clock: Clock }): ExpiringStore {
  const newOperationId = operationIds();
  const unanswered = createUnansweredClaims();

  const run = (script: RedisScript, keys: readonly string[], ...args: (string | number)[]) =>
    guardDriver('redis', () => runScript(client, script, keys, [clock.nowMs(), ...args]));

  async function write(key: ExpiringKey, value: string, options: PutOptions, onlyIfAbsent: boolean): Promise<boolean> {
    const nowMs = clock.nowMs();
    const { expiresAtMs, forgetAtMs } = entryTimesOf(options, nowMs);
    const ttlMs = forgetAtMs === null ? '' : Math.max(forgetAtMs - nowMs, 0) + REMOVAL_SLACK_MS;
    const groupKeys = (options.groups ?? []).map((group) => groupKeyOf(key.partition, group));
    const rest = [onlyIfAbsent ? 1 : 0, value, expiresAtMs ?? '', forgetAtMs ?? '', ttlMs];
    return (await run(PUT, [entryKeyOf(key), ...groupKeys], newOperationId(), ...rest)) === 1;
  }

  async function takeOnce(key: ExpiringKey): Promise<TakeOutcome> {
    const entryKey = entryKeyOf(key);
    const claims = [newOperationId(), ...unanswered.takeOver(entryKey)];
    try {
      return toTakeOutcome(await run(TAKE_ONCE, [entryKey], ...claims));
    } catch (error) {
      unanswered.remember(entryKey, claims);
      throw error;
    }
  }

  return {
    takeOnce,
    async put(key, value, options) {
      await write(key, value, options, false);
    },
    putIfAbsent: (key, value, options) => write(key, value, options, true),
    get: async (key) => toEntry(await run(GET, [entryKeyOf(key)], '')),
    compareAndSet: async (key, version, value) =>
      (await run(COMPARE_AND_SET, [entryKeyOf(key)], newOperationId(), version, value)) === 1,
    async drop(key) {
      await run(DROP, [entryKeyOf(key), counterKeyOf(key)], '');
    },
    async dropGroup(partition, group) {
      const keys = [groupKeyOf(partition, group)];
      let isMore = await run(DROP_GROUP, keys, '', 1, DROP_BATCH);
      while (isMore === 1) isMore = await run(DROP_GROUP, keys, '', 0, DROP_BATCH);
    },
    async count(key, by, windowMs) {
      const nowMs = clock.nowMs();
      const times = [wholeMilliseconds(nowMs + windowMs), wholeMilliseconds(windowMs) + REMOVAL_SLACK_MS];
      const [count, resetsAtMs] = listOf(await run(COUNT, [counterKeyOf(key)], newOperationId(), by, ...times));
      if (count === undefined) return { count: 0, resetInMs: 0 };
      return { count: Number(count), resetInMs: Number(resetsAtMs) - nowMs };
    },
    /** Redis removes what is over by itself. */
    sweep: async () => 0,
    ping: () => guardDriver('redis', async () => void (await client.ping())),
    async close() {
      try {
        await client.quit();
      } catch {
        client.disconnect();
      }
    },
  };
}

/** Ids that no other process makes; one for each operation, whatever the number of times that it is sent. */
function operationIds(): () => string {
  const prefix = randomBytes(12).toString('base64url');
  let made = 0;
  return () => {
    made += 1;
    return `${prefix}.${made.toString(36)}`;
  };
}

function listOf(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}

function toEntry(reply: unknown): ExpiringEntry | undefined {
  const [value, version, state] = listOf(reply);
  if (state !== 'live' && state !== 'expired' && state !== 'spent') return undefined;
  return { value: String(value), version: Number(version), state };
}

function toTakeOutcome(reply: unknown): TakeOutcome {
  const [outcome, value] = listOf(reply);
  if (outcome === 'taken') return { outcome, value: String(value) };
  return { outcome: outcome === 'spent' || outcome === 'expired' ? outcome : 'absent' };
}
