import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WRITE_LIMIT } from '../../../src/entrypoints/broker-api/call-limits.ts';
import { API_KEY_SCOPES } from '../../../src/lib/api-key-scopes.ts';
import { assertRefused } from './support/assert-refused.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';
import { pathWith, ROUTES } from './support/route-table.ts';

const stage = useBrokerApiStage();

describe('every operation', () => {
  test('has an id and a method and path of its own', () => {
    const ids = ROUTES.map(({ operationId }) => operationId);
    const places = ROUTES.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(places).size, places.length);
    assert.ok(ids.every((id) => /^[a-z][A-Za-z]+$/.test(id)));
  });

  test('that publishable keys may use touches no personal data, but for what they hand in', () => {
    const open = ROUTES.filter(({ keys, personalData }) => keys === 'any' && personalData.kind === 'person');
    assert.deepEqual(
      open.map(({ method }) => method).filter((method) => method !== 'POST'),
      [],
    );
  });

  for (const route of ROUTES) {
    const path = pathWith(route, () => 'unknown');

    test(`${route.operationId} refuses who shows no key`, async () => {
      const answer = await stage().system.call(route.method, path, { headers: { authorization: undefined } });
      assertRefused(answer, 401, 'invalid_api_key');
    });

    if (route.scope !== null) {
      test(`${route.operationId} refuses a key that may do everything else`, async () => {
        const { system, createKey } = stage();
        const key = await createKey({ scopes: API_KEY_SCOPES.filter((scope) => scope !== route.scope) });
        const answer = await system.call(route.method, path, { key });
        assertRefused(answer, 403, 'insufficient_scope', route.scope ?? '');
      });
    }

    test(`${route.operationId} refuses parameters that it does not know`, async () => {
      const answer = await stage().system.call(route.method, `${path}?colour=red`);
      assertRefused(answer, 400, 'parameter_unknown', 'colour');
    });

    if (route.personalData.kind === 'person') {
      test(`${route.operationId} refuses who does not say for whom and why`, async () => {
        const headers = { 'x-data-access-justification': undefined };
        const answer = await stage().system.call(route.method, path, {
          headers,
          body: route.method === 'GET' ? undefined : {},
        });
        const { code } = answer.body.error as { code: string };
        // Where the body is looked at first, that is at fault.
        assert.ok(['privacy_header_missing', 'parameter_invalid'].includes(code), code);
      });
    }
  }
});

describe('bad input', () => {
  const path = '/one-time-tokens';

  test('what is no JSON object is malformed', async () => {
    for (const body of ['{', '[]', '"x"', '{"userId":"a","userId":"b"}']) {
      assertRefused(await stage().system.call('POST', path, { body }), 400, 'malformed_request', 'body');
    }
  });

  test('a body over the limit is too large', async () => {
    const body = { userId: 'x'.repeat(17 * 1024), purpose: 'in-app' };
    assertRefused(await stage().system.call('POST', path, { body }), 413, 'body_too_large');
  });

  test('JSON is UTF-8, as it is sent, without half characters and prototypes', async () => {
    const { system } = stage();
    const text = JSON.stringify({ userId: 'x', purpose: 'in-app' });
    const post = (body: string, headers = {}) => system.call('POST', path, { body, headers });
    const utf16 = { 'content-type': 'application/json; charset=utf-16le' };
    assertRefused(await post(text, utf16), 400, 'malformed_request');
    assertRefused(await post(text, { 'content-encoding': 'gzip' }), 400, 'malformed_request');
    assertRefused(await post('{"userId":"\\ud800","purpose":"in-app"}'), 400, 'parameter_invalid', 'userId');
    assertRefused(await post(text.replace('{', '{"__proto__":1,')), 400, 'parameter_unknown', '__proto__');
    assertRefused(await post(text.replace('{', '{"\\u005f_proto__":1,')), 400, 'parameter_unknown', '__proto__');
  });

  test('a condition that would not be looked at is refused', async () => {
    const answer = await stage().system.call('POST', path, { body: {}, headers: { 'if-match': '"1"' } });
    assert.ok(['if_match_unsupported', 'parameter_invalid'].includes((answer.body.error as { code: string }).code));
    assertRefused(
      await stage().system.call('GET', '/limits', { headers: { 'if-match': '"1"' } }),
      400,
      'if_match_unsupported',
    );
    assert.equal((await stage().system.call('GET', '/limits', { headers: { 'if-match': '*' } })).status, 200);
  });

  test('a missing field, a wrong type and an unknown field are named', async () => {
    const { system } = stage();
    const post = (body: object) => system.call('POST', path, { body });
    assertRefused(await post({ purpose: 'in-app' }), 400, 'parameter_invalid', 'userId');
    assertRefused(await post({ userId: 5, purpose: 'in-app' }), 400, 'parameter_invalid', 'userId');
    assertRefused(
      await post({ userId: 'x', purpose: 'in-app', brokerName: 'x' }),
      400,
      'parameter_unknown',
      'brokerName',
    );
    assertRefused(
      await post({ userId: 'x', purpose: 'in-app', __proto__x: 1 }),
      400,
      'parameter_unknown',
      '__proto__x',
    );
  });

  test('what a field has to be instead is said', async () => {
    const { system } = stage();
    const messageOf = async (body: object) =>
      ((await system.call('POST', path, { body })).body.error as { message: string }).message;
    assert.match(await messageOf({ userId: 'x', purpose: 'fun' }), /one of sign-in, in-app$/);
    assert.match(await messageOf({ userId: 'x', purpose: 'in-app', ttlSeconds: 1000 }), /at most 900$/);
    assert.match(await messageOf({ purpose: 'in-app' }), /it is missing$/);
    const answer = await system.call('GET', '/users?limit=1000');
    assert.match((answer.body.error as { message: string }).message, /at most 100$/);
  });

  test('an unknown address and a method that it does not take are told in the same form', async () => {
    const { system } = stage();
    assertRefused(await system.call('GET', '/nothing'), 404, 'not_found');
    const answer = await system.call('DELETE', '/limits');
    assertRefused(answer, 405, 'method_not_allowed');
    assert.match(answer.headers.get('allow') ?? '', /GET/);
  });

  test('row 42: a key that calls too often waits, and others do not', async () => {
    const { bridge, system, createKey } = stage();
    bridge.clock.advance(61_000);
    const key = await createKey({});
    const post = () => system.call('POST', path, { key, body: { userId: 'x', purpose: 'in-app' } });
    const first = await post();
    assert.equal(first.headers.get('ratelimit'), `"${WRITE_LIMIT.name}";r=${WRITE_LIMIT.points - 1};t=60`);
    assert.equal(first.headers.get('ratelimit-policy'), `"${WRITE_LIMIT.name}";q=${WRITE_LIMIT.points};w=60`);
    for (let n = 1; n < WRITE_LIMIT.points; n += 1) assertRefused(await post(), 404, 'user_unknown');
    const refused = await post();
    assertRefused(refused, 429, 'too_many_requests');
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.equal((await system.call('GET', '/limits', { key })).status, 200);
    assertRefused(await system.call('POST', path, { body: { userId: 'x', purpose: 'in-app' } }), 404, 'user_unknown');
    bridge.clock.advance(60_000);
    assertRefused(await post(), 404, 'user_unknown');
  });

  test('row 42: who guesses keys is told to wait, and a good key from there passes', async () => {
    const { bridge, system } = stage();
    bridge.clock.advance(61_000);
    const guess = () =>
      system.call('GET', '/limits', { headers: { authorization: `Bearer bk_test_${'x'.repeat(32)}` } });
    for (let n = 0; n < 60; n += 1) assertRefused(await guess(), 401, 'invalid_api_key');
    const refused = await guess();
    assertRefused(refused, 429, 'too_many_requests');
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal((await system.call('GET', '/limits')).status, 200);
  });
});

describe('pages of other sites', () => {
  const ORIGIN = { origin: 'https://shop.example' };

  test('may call what publishable keys may, and read the answer, refusals too', async () => {
    const { bridge, system, createKey } = stage();
    const address = `${bridge.url}/broker-api/v1/limits`;
    const preflight = await fetch(address, {
      method: 'OPTIONS',
      headers: { ...ORIGIN, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /GET/);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Authorization/);
    const key = await createKey({ kind: 'publishable', scopes: [] });
    const answer = await system.call('GET', '/limits', { key, headers: ORIGIN });
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
    bridge.clock.advance(61_000);
    const refused = await fetch(address, { headers: ORIGIN });
    assert.deepEqual([refused.status, refused.headers.get('access-control-allow-origin')], [401, '*']);
  });

  test('may not read anything else', async () => {
    const { bridge, system } = stage();
    const preflight = await fetch(`${bridge.url}/broker-api/v1/users`, { method: 'OPTIONS', headers: ORIGIN });
    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
    const answer = await system.call('GET', '/users', { headers: ORIGIN });
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
  });
});
