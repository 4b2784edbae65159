import type { Logger } from '../../lib/logger.ts';
import { createRedisClient, type RedisClient } from './redis-client.ts';

const FIRST_ANSWER_TIMEOUT_MS = 2000;

/**
 * Connects to the Redis of a URL (see `parseRedisUrl`).
 *
 * @returns When it is ready; also when it is not, for the bridge starts without it and finds it later.
 */
export async function connectRedis(url: string, log: Logger): Promise<RedisClient> {
  const client = createRedisClient(url);
  reportOutages(client, log);
  await firstAnswerOf(client);
  return client;
}

/** One line when it goes away and one when it is back, not one for each attempt in between. */
function reportOutages(client: RedisClient, log: Logger): void {
  let isGone = false;
  const notice = (reason: string) => {
    if (isGone) return;
    isGone = true;
    log.warn({ reason }, 'redis cannot be reached; trying again until it can');
  };
  client.on('error', (error: Error) => notice(error.message));
  client.on('reconnecting', () => notice('the connection was closed'));
  client.on('ready', () => {
    if (isGone) log.info('redis can be reached again');
    isGone = false;
  });
}

function firstAnswerOf(client: RedisClient): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FIRST_ANSWER_TIMEOUT_MS);
    const settle = () => {
      clearTimeout(timer);
      resolve();
    };
    client.once('ready', settle);
    client.once('error', settle);
  });
}
