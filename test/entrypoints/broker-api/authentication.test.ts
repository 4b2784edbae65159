import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertRefused } from './support/assert-refused.ts';
import { signatureOf, useBrokerApiStage } from './support/broker-api-stage.ts';

const stage = useBrokerApiStage(async () => ({ environment: { TRUSTED_PROXIES: 'loopback' } }));
const crm = { kind: 'crm', brokerCrmName: 'tradingtech_crm' } as const;

describe('who calls the broker API', () => {
  test('a key is a bearer token, or with its secret a user and password', async () => {
    const { system } = stage();
    assert.equal((await system.call('GET', '/limits')).status, 200);
    const { text, secret } = system.held;
    const basic = `Basic ${Buffer.from(`${text}:${secret}`).toString('base64')}`;
    assert.equal((await system.call('GET', '/limits', { headers: { authorization: basic } })).status, 200);
  });

  for (const [what, authorization] of [
    ['nothing', undefined],
    ['another scheme', 'Digest x'],
    ['an empty key', 'Bearer '],
    ['what is no key', 'Bearer not-a-key'],
    ['an unknown key', `Bearer bk_test_${'x'.repeat(32)}`],
    ['a wrong secret', `Basic ${Buffer.from(`bk_test_${'x'.repeat(32)}:wrong`).toString('base64')}`],
    ['no base64', 'Basic ***'],
  ] as const) {
    test(`${what} is refused, with a challenge and a page that says what to do`, async () => {
      const answer = await stage().system.call('GET', '/limits', { headers: { authorization } });
      assertRefused(answer, 401, 'invalid_api_key');
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer /);
    });
  }

  test('row 41: a live key in the sandbox is refused before it is looked up', async () => {
    const headers = { authorization: `Bearer bk_live_${'x'.repeat(32)}` };
    assertRefused(await stage().system.call('GET', '/limits', { headers }), 403, 'wrong_environment');
  });

  test('a key past its end is called expired, and before that a header says when it ends', async () => {
    const { bridge, system, createKey } = stage();
    const key = await createKey({ expiresInDays: 10 });
    const near = await system.call('GET', '/limits', { key });
    assert.equal(near.status, 200);
    assert.equal(Date.parse(near.headers.get('x-api-key-expires-at') ?? ''), key.key.expiresAtMs);
    assert.equal((await system.call('GET', '/limits')).headers.get('x-api-key-expires-at'), null);
    const soon = await createKey({ expiresInDays: 1 });
    bridge.clock.advance(86_400_000);
    assertRefused(await system.call('GET', '/limits', { key: soon }), 401, 'expired_api_key');
  });

  test('a revoked key is unknown', async () => {
    const { bridge, system, createKey } = stage();
    const key = await createKey({});
    await bridge.app.apiKeys.revoke(key.key.home, key.key.id);
    assertRefused(await system.call('GET', '/limits', { key }), 401, 'invalid_api_key');
  });

  test('row 39: an address that is not on the list is refused; a forwarded one counts from a trusted proxy', async () => {
    const { system, createKey } = stage();
    const key = await createKey({ ipList: ['203.0.113.0/24', '2001:db8::/32'] });
    const from = (address: string) => system.call('GET', '/limits', { key, headers: { 'x-forwarded-for': address } });
    for (const address of ['203.0.113.9', '2001:db8::1', '::ffff:203.0.113.9']) {
      assert.equal((await from(address)).status, 200, address);
    }
    for (const address of ['198.51.100.1', '2001:db9::1', '127.0.0.1']) {
      assertRefused(await from(address), 401, 'ip_not_whitelisted');
    }
    assertRefused(await system.call('GET', '/limits', { key }), 401, 'ip_not_whitelisted');
  });

  test('what the key may not do is refused, and a publishable key may do next to nothing', async () => {
    const { system, createKey } = stage();
    const reader = await createKey({ scopes: ['payments:read'] });
    const body = { userId: 'x', purpose: 'in-app' };
    assertRefused(await system.call('POST', '/one-time-tokens', { key: reader, body }), 403, 'insufficient_scope');
    const publishable = await createKey({ kind: 'publishable', scopes: [] });
    assert.equal((await system.call('GET', '/limits', { key: publishable })).status, 200);
    assertRefused(await system.call('POST', '/one-time-tokens', { key: publishable, body }), 403, 'insufficient_scope');
    assertRefused(await system.call('GET', '/privacy-log', { key: publishable }), 403, 'insufficient_scope');
  });

  test('a key of a white label need not name it, and may name no other', async () => {
    const { system } = stage();
    assert.equal((await system.call('GET', '/limits?brokerName=tradingtech_main')).status, 200);
    assert.equal((await system.call('GET', '/b/tradingtech_main/broker-api/v1/limits')).status, 200);
    for (const path of [
      '/limits?brokerName=tradingtech_wl_europe',
      '/limits?brokerName=unknown',
      '/b/tradingtech_wl_europe/broker-api/v1/limits',
      '/b/unknown/broker-api/v1/limits',
      '/b/tradingtech_main/broker-api/v1/limits?brokerName=tradingtech_wl_europe',
    ]) {
      assertRefused(await system.call('GET', path), 403, 'broker_identification_mismatch');
    }
  });

  test('a key of a CRM names one of its white labels, and learns nothing of any other CRM', async () => {
    const { system, createKey } = stage();
    const key = await createKey({ home: crm });
    for (const path of ['/limits?brokerName=tradingtech_wl_europe', '/b/tradingtech_main/broker-api/v1/limits']) {
      assert.equal((await system.call('GET', path, { key })).status, 200, path);
    }
    assertRefused(await system.call('GET', '/limits', { key }), 400, 'broker_identification_missing');
    const unknown = await system.call('GET', '/limits?brokerName=unknown', { key });
    const foreign = await system.call('GET', '/limits?brokerName=financialhouse_main', { key });
    assertRefused(unknown, 401, 'broker_identification_invalid');
    assert.deepEqual(foreign.body, unknown.body);
    assert.equal(foreign.status, unknown.status);
  });

  test('a white label that is switched off is closed', async () => {
    const { bridge, stranger } = stage();
    await bridge.app.brokers.update('financialhouse_main', { enabled: false });
    assertRefused(await stranger.call('GET', '/limits'), 403, 'broker_disabled');
    await bridge.app.brokers.update('financialhouse_main', { enabled: true });
    assert.equal((await stranger.call('GET', '/limits')).status, 200);
  });
});

describe('row 38: signed requests', () => {
  const body = { userId: 'nobody', purpose: 'in-app' };

  test('a right signature passes once, under both names of the headers', async () => {
    const { system, bridge } = stage();
    const signed = await system.call('GET', '/limits?brokerName=tradingtech_main', { isSigned: true });
    assert.equal(signed.status, 200);
    assertRefused(
      await system.call('GET', '/limits?brokerName=tradingtech_main', { isSigned: true }),
      401,
      'invalid_signature',
    );
    bridge.clock.advance(1000);
    assert.equal((await system.call('GET', '/limits', { isSigned: true })).status, 200);
  });

  test('one over another body, path or method is refused', async () => {
    const { system, bridge } = stage();
    bridge.clock.advance(1000);
    const now = bridge.clock.nowMs();
    const path = '/broker-api/v1/one-time-tokens';
    const text = JSON.stringify(body);
    for (const headers of [
      signatureOf(system.held, now, 'POST', path, `${text} `),
      signatureOf(system.held, now, 'POST', `${path}?x=1`, text),
      signatureOf(system.held, now, 'GET', path, text),
      signatureOf({ ...system.held, secret: 'another-secret' }, now, 'POST', path, text),
      signatureOf(system.held, now - 301_000, 'POST', path, text),
      signatureOf(system.held, now + 301_000, 'POST', path, text),
      { ...signatureOf(system.held, now, 'POST', path, text), 'x-bridge-timestamp': undefined },
      { ...signatureOf(system.held, now, 'POST', path, text), 'x-bridge-signature': undefined },
    ]) {
      assertRefused(await system.call('POST', '/one-time-tokens', { body, headers }), 401, 'invalid_signature');
    }
    const right = signatureOf(system.held, now, 'POST', path, text);
    const renamed = {
      'x-brokeret-timestamp': right['x-bridge-timestamp'],
      'x-brokeret-signature': right['x-bridge-signature'].toUpperCase(),
    };
    assertRefused(await system.call('POST', '/one-time-tokens', { body, headers: renamed }), 404, 'user_unknown');
  });

  test('both families at once have to agree', async () => {
    const headers = { 'x-bridge-timestamp': '1', 'x-brokeret-timestamp': '2', 'x-bridge-signature': 'x' };
    assertRefused(await stage().system.call('GET', '/limits', { headers }), 400, 'malformed_request');
  });

  test('a key that demands a signature takes nothing without, with Basic neither', async () => {
    const { system, createKey } = stage();
    const key = await createKey({ requiresSignature: true });
    assertRefused(await system.call('GET', '/limits', { key }), 401, 'invalid_signature');
    const basic = `Basic ${Buffer.from(`${key.text}:${key.secret}`).toString('base64')}`;
    assertRefused(
      await system.call('GET', '/limits', { key, headers: { authorization: basic } }),
      401,
      'invalid_signature',
    );
    assert.equal((await system.call('GET', '/limits', { key, isSigned: true })).status, 200);
  });
});
