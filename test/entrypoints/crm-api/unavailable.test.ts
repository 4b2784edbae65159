import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type PostOptions, post } from '../../support/platform-caller.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../../support/redis-server.ts';
import { assertRefused } from './assert-refused.ts';
import { CALLS, type Call, credentials } from './good-call.ts';
import { useStage } from './stage.ts';
import { MAIN, SISTER, STRANGER } from './white-label.ts';

describe('with a Redis that goes away', { skip: skipWithoutRedis() }, () => {
  let redis: RedisServer;
  before(async () => {
    redis = await startRedisServer({ appendfsync: 'always' });
  });
  const stage = useStage(async () => ({ redisUrl: redis.url }));
  after(() => redis.close());

  test('row 8: every call that needs the store answers 503 with Retry-After, consumes nothing, and works when it is back', async () => {
    const { bridge, label } = stage();
    const prepared: { call: Call; request: PostOptions }[] = [];
    for (const call of CALLS) {
      const { query, body } = await call.fields(label(STRANGER));
      prepared.push({ call, request: { query: { ...credentials(call, label(STRANGER)), ...query }, body } });
    }
    const send = ({ call, request }: { call: Call; request: PostOptions }) =>
      post(`${bridge.url}/b/${STRANGER}${call.path}`, request);

    await redis.stop();
    for (const one of prepared) {
      const answer = await send(one);
      // The platform's password is known from memory: a new crmApiToken costs no store.
      if (one.call.call === '4.1') assert.equal(answer.status, 200);
      else assertRefused(answer, 'TEMPORARILY_UNAVAILABLE', 'The service is temporarily unavailable');
    }
    await redis.restart();
    await untilAnswered(() => bridge.app.storage.expiring.ping());
    for (const one of prepared) assert.equal((await send(one)).status, one.call.route.response.status, one.call.call);
  });

  test('row 8: what needs no store is refused as ever while the store is away', async () => {
    const { bridge, label } = stage();
    const { crmApiToken } = label(MAIN);
    await redis.stop();
    const url = (path: string) => `${bridge.url}/b/${MAIN}${path}`;
    const answers = [
      [await post(url('/oauth2/logout'), { body: '[' }), 'MALFORMED_REQUEST'],
      [await post(url('/oauth2/logout'), { query: { brokerName: SISTER } }), 'BROKER_ID_MISMATCH'],
      [await post(url('/oauth2/logout'), { query: { crmApiToken: 'wrong' } }), 'CH_CLIENT_AUTH_FAILURE'],
      [await post(url('/oauth2/crmApiToken'), { body: { password: 'wrong' } }), 'CH_CLIENT_AUTH_FAILURE'],
      [await post(url('/oauth2/authorize'), { query: { crmApiToken } }), 'MISSING_REQUIRED_PARAMETER'],
      [
        await post(url('/oauth2/authorize'), { query: { crmApiToken }, body: { accessToken: 'x' } }),
        'CID_NON_EXISTED_TOKEN',
      ],
    ] as const;
    await redis.restart();
    await untilAnswered(() => bridge.app.storage.expiring.ping());
    for (const [answer, code] of answers) assertRefused(answer, code);
  });
});

async function untilAnswered(ping: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    try {
      return await ping();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
