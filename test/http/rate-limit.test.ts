import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BridgeError } from '../../src/errors/bridge-error.ts';
import { createRateLimiterFactory } from '../../src/http/rate-limit.ts';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import { platformCaller, post } from '../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';

const WINDOW_SECONDS = 60;
const limit = { name: 'test', points: 3, windowSeconds: WINDOW_SECONDS };

describe('rate limits', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge({ environment: { TRUSTED_PROXIES: 'loopback' } });
  });
  after(() => bridge.close());

  test('a limit lets its points pass, says how long to wait then, and ends with its window', async () => {
    const limiter = createRateLimiterFactory(bridge.app.storage.expiring)(limit);
    const key = { brokerName: 'wl', subject: 'window' };
    assert.equal(await limiter.check(key), 0);
    for (const _point of [1, 2, 3]) assert.equal(await limiter.consume(key), 0);
    assert.equal(await limiter.check(key), WINDOW_SECONDS);
    bridge.clock.advance(20_500);
    assert.equal(await limiter.consume(key), 40);
    bridge.clock.advance(39_499);
    assert.equal(await limiter.check(key), 1);
    bridge.clock.advance(1);
    assert.equal(await limiter.check(key), 0);
  });

  test('what is given back can be used again, and a reset forgets all', async () => {
    const limiter = createRateLimiterFactory(bridge.app.storage.expiring)(limit);
    const key = { brokerName: 'wl', subject: 'back' };
    for (const _point of [1, 2, 3]) await limiter.consume(key);
    await limiter.giveBack(key);
    assert.equal(await limiter.check(key), 0);
    assert.equal(await limiter.consume(key), 0);
    assert.ok((await limiter.check(key)) > 0);
    await limiter.reset(key);
    assert.equal(await limiter.check(key), 0);
  });

  test('names, white labels and subjects are counted apart', async () => {
    const create = createRateLimiterFactory(bridge.app.storage.expiring);
    const limiter = create({ ...limit, points: 1 });
    await limiter.consume({ brokerName: 'one', subject: 'a' });
    assert.equal(await limiter.check({ brokerName: 'two', subject: 'a' }), 0);
    assert.equal(await limiter.check({ brokerName: 'one', subject: 'b' }), 0);
    assert.equal(await create({ ...limit, name: 'other', points: 1 }).check({ brokerName: 'one', subject: 'a' }), 0);
  });

  test('while the store cannot answer, the process counts by itself', async () => {
    const failing: ExpiringStore = {
      ...bridge.app.storage.expiring,
      count: () => Promise.reject(new BridgeError('store_unavailable')),
      drop: () => Promise.reject(new BridgeError('store_unavailable')),
    };
    const limiter = createRateLimiterFactory(failing)(limit);
    const key = { brokerName: 'wl', subject: 'insured' };
    for (const _point of [1, 2, 3]) assert.equal(await limiter.consume(key), 0);
    assert.ok((await limiter.check(key)) > 0);
    assert.ok((await limiter.consume(key)) > 0);
    await limiter.giveBack(key);
    await limiter.giveBack(key);
    assert.equal(await limiter.check(key), 0);
    await limiter.reset(key);
    assert.equal(await limiter.check(key), 0);
  });

  test('any other fault of the store is passed on', async () => {
    const broken: ExpiringStore = {
      ...bridge.app.storage.expiring,
      count: () => Promise.reject(new Error('a bug')),
    };
    await assert.rejects(createRateLimiterFactory(broken)(limit).check({ brokerName: 'wl', subject: 'x' }), /a bug/);
  });

  test('row 42: 4.1 stops guessing with 429, but the right password, recently used, still passes', async () => {
    const address = { 'X-Forwarded-For': '203.0.113.41' };
    const url = `${bridge.url}/b/tradingtech_main/oauth2/crmApiToken`;
    const buy = (password: string, headers = address) => post(url, { body: { password }, headers });
    const right = 'sandbox-password-tradingtech_main';
    assert.equal((await buy(right)).status, 200);
    for (let guess = 0; guess < 20; guess += 1) assert.equal((await buy(`wrong-${guess}`)).status, 403);
    const refused = await buy('wrong');
    assert.equal(refused.status, 429);
    assert.equal(refused.body.code, 'REQUEST_FREQUENCY_EXCEEDED');
    const wait = Number(refused.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 60, `Retry-After is ${wait}`);
    assert.equal((await buy(right)).status, 200);
    assert.equal((await buy('wrong', { 'X-Forwarded-For': '203.0.113.42' })).status, 403, 'elsewhere');
    const europe = platformCaller(bridge.url, 'tradingtech_wl_europe');
    assert.match(await europe.crmApiToken(), /^\S{20,}$/, 'another white label');
    bridge.clock.advance(wait * 1000);
    assert.equal((await buy('wrong')).status, 403);
  });
});
