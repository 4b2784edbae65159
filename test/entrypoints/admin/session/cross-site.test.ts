import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ADMIN_API, EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { hiddenIn, openVisitor, SESSION_COOKIE, type Visitor } from '../support/visitor.ts';

const SIGN_IN = '/admin/sign-in';
const PASSWORD = { current: 'correct horse battery', next: 'another horse battery', repeat: 'another horse battery' };
const CROSS_SITE = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };

describe('what another site cannot do with the browser of a member of staff', () => {
  const stage = useAdminStage();
  let victim: Visitor;
  let other: Visitor;
  let credentials: { email: string; password: string };

  async function signedIn(): Promise<Visitor> {
    const { member, password } = await stage().as('support', EVERYTHING);
    credentials = { email: member.email, password };
    const visitor = openVisitor(stage().bridge.url);
    await visitor.get(SIGN_IN);
    await visitor.post(SIGN_IN, credentials);
    await visitor.get('/admin/account');
    return visitor;
  }

  before(async () => {
    other = await signedIn();
    victim = await signedIn();
  });

  async function api(headers: Record<string, string>, method = 'DELETE', path = '/session', body?: string) {
    const url = `${stage().bridge.url}${ADMIN_API}${path}`;
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    return { status: response.status, text, cookies: response.headers.getSetCookie() };
  }

  const cookie = () => `${SESSION_COOKIE}=${victim.session()}`;
  const csrfOf = async (visitor: Visitor) => hiddenIn((await visitor.get('/admin/account')).html, 'csrf') ?? '';

  for (const [name, formOf, headers] of [
    ['without a token', async () => ({ csrf: '' }), {}],
    ['with a token of another session', async () => ({ csrf: await csrfOf(other) }), {}],
    ['with the right token, from another site', async () => ({ csrf: await csrfOf(victim) }), CROSS_SITE],
    [
      'from a neighbour on the same site',
      async () => ({ csrf: await csrfOf(victim) }),
      { 'sec-fetch-site': 'same-site' },
    ],
  ] as const) {
    test(`a form ${name} changes nothing`, async () => {
      const refused = await victim.post('/admin/account/password', { ...PASSWORD, ...(await formOf()) }, headers);
      assert.equal(refused.status, 403);
      assert.match(refused.html, /csrf_refused/);
      assert.equal((await victim.get('/admin/account')).status, 200, 'the session goes on');
    });
  }

  test('a browser that tells no Sec-Fetch-Site is known by its Origin', async () => {
    const form = new URLSearchParams({ ...PASSWORD, csrf: await csrfOf(victim) });
    const headers = { cookie: cookie(), origin: 'https://evil.example' };
    const { status } = await fetch(`${stage().bridge.url}/admin/account/password`, {
      method: 'POST',
      headers,
      body: form,
    });
    assert.equal(status, 403);
  });

  test('the cookie changes nothing by the API without the header, nor with that of another session', async () => {
    assert.equal((await api({ cookie: cookie() })).status, 403);
    assert.equal((await api({ cookie: cookie(), 'x-csrf-token': await csrfOf(other) })).status, 403);
    const right = { cookie: cookie(), 'x-csrf-token': await csrfOf(victim) };
    assert.equal((await api({ ...right, ...CROSS_SITE })).status, 403);
    assert.equal((await api({ cookie: cookie() }, 'GET')).status, 200);
    assert.equal((await api(right, 'DELETE', '/account/sessions')).status, 200);
  });

  test('a form of another site that sends JSON as plain text signs nobody in, and out', async () => {
    const body = JSON.stringify(credentials);
    const plain = { 'content-type': 'text/plain', ...CROSS_SITE };
    const { status, text, cookies } = await api(plain, 'POST', '/session', body);
    assert.deepEqual([status, cookies], [403, []]);
    assert.match(text, /csrf_refused/);
    assert.equal((await api({ ...plain, cookie: cookie() }, 'POST', '/session/step-up', '{}')).status, 403);
    assert.equal(
      (await api({ 'content-type': 'application/json' }, 'POST', '/session', body)).status,
      201,
      'a program may',
    );
  });

  test('a form of an open page is taken from our own page alone', async () => {
    const visitor = openVisitor(stage().bridge.url);
    const { html } = await visitor.get(SIGN_IN);
    const ticket = hiddenIn(html, 'ticket') ?? '';
    for (const [form, headers] of [
      [{ ...credentials, ticket: '' }, {}],
      [{ ...credentials, ticket: `${ticket}x` }, {}],
      [{ ...credentials, ticket }, CROSS_SITE],
    ] as const) {
      assert.equal((await visitor.post(SIGN_IN, form, headers)).status, 403);
    }
    assert.equal(visitor.session(), undefined);
  });

  for (const path of [SIGN_IN, '/admin/account', '/admin/staff', '/admin/nowhere', '/admin/invitation?token=x']) {
    test(`nothing frames ${path}, and nothing keeps it`, async () => {
      const { headers } = await victim.get(path);
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('cache-control'), 'no-store');
      if (headers.get('location') === null) {
        assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
      }
    });
  }
});
