import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../../../support/redis-server.ts';
import { type PageAnswer, wordsOf } from '../../../support/trader-browser.ts';
import { type AppStage, callbackOf, STRANGERS_APP, startAppStage, TRADER } from './app-stage.ts';

describe('row 43: an app’s request while Redis is gone', { skip: skipWithoutRedis() }, () => {
  let redis: RedisServer;
  let stage: AppStage;
  before(async () => {
    redis = await startRedisServer({ appendfsync: 'always' });
    stage = await startAppStage({ redisUrl: redis.url });
  });
  after(async () => {
    await stage?.close();
    await redis?.close();
  });

  test('row 43: its pages answer 503 with when to try again, and what was begun goes on when the store is back', async () => {
    const browser = stage.newBrowser();
    const logIn = await browser.open(stage.authorize({}, STRANGERS_APP));
    await redis.stop();
    for (const answer of [await browser.open(logIn.url), await browser.send(logIn, TRADER)]) {
      assert.equal(answer.status, 503, answer.text);
      assert.ok(Number(answer.headers['retry-after']) > 0);
      assert.match(wordsOf(answer), /temporarily unavailable/);
      assert.doesNotMatch(answer.text, /<form/, 'it could not lead back to the app');
    }
    await redis.restart();
    const consent = await onceBack(() => browser.send(logIn, TRADER));
    assert.match(consent.url, /\/auth\/consent\?/);
    assert.ok(callbackOf(await browser.send(consent)).get('code'));
  });
});

/** The bridge connects again in its own time. */
async function onceBack(attempt: () => Promise<PageAnswer>): Promise<PageAnswer> {
  const deadline = Date.now() + 20_000;
  let answer = await attempt();
  while (answer.status === 503 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await attempt();
  }
  return answer;
}
