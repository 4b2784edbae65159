import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { findFreePort } from '../../../support/server-process.ts';
import { type StaffProvider, startStaffProvider } from '../../../support/staff-provider.ts';
import { EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { openVisitor, problemIn, type Visitor } from '../support/visitor.ts';

const UPSTREAM = '/admin/sign-in/upstream';
const BINDING = '__Host-drawbridge-staff-upstream';

describe('signing in at another provider, through HTTP', () => {
  let provider: StaffProvider;
  const stage = useAdminStage(async () => {
    const port = await findFreePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await startStaffProvider({ redirectUri: `${publicUrl}${UPSTREAM}/callback` });
    const { clientId, clientSecret } = provider.client;
    const staff = { STAFF_OIDC_ISSUER: provider.issuer, STAFF_OIDC_CLIENT_ID: clientId };
    return { port, environment: { PUBLIC_URL: publicUrl, ...staff, STAFF_OIDC_CLIENT_SECRET: clientSecret } };
  });
  after(() => provider?.close());

  async function begin(back = '/admin/account'): Promise<{ visitor: Visitor; way: string; callback: string }> {
    const visitor = openVisitor(stage().bridge.url);
    const there = await visitor.get(`${UPSTREAM}?return=${encodeURIComponent(back)}`);
    assert.equal(there.status, 303, there.html);
    const way = await provider.visit(there.location ?? '');
    return { visitor, way, callback: new URL(way).pathname + new URL(way).search };
  }

  async function asPerson(subject: string, role: 'support' | 'admin' = 'support') {
    const { member } = await stage().as(role, EVERYTHING);
    provider.person = { subject, email: member.email, email_verified: true };
    return member;
  }

  test('the sign-in leads there by a link, which no form policy holds up, and back to where one wanted to go', async () => {
    const member = await asPerson('one');
    const page = await openVisitor(stage().bridge.url).get('/admin/sign-in?return=%2Fadmin%2Faccount');
    assert.match(page.html, /<a class="button" href="\/admin\/sign-in\/upstream\?return=%2Fadmin%2Faccount">/);
    const { visitor, callback } = await begin();
    assert.match(visitor.cookies.get(BINDING) ?? '', /^[\w-]{32}\./);
    const back = await visitor.get(callback, { 'sec-fetch-site': 'cross-site' });
    assert.deepEqual([back.status, back.location], [303, '/admin/account']);
    const account = await visitor.get('/admin/account');
    assert.ok(account.html.includes(member.email));
    assert.match(account.html, /Elsewhere/);
  });

  test('the cookie of the way there is for this host alone, and comes back from another site', async () => {
    const visitor = openVisitor(stage().bridge.url);
    const { headers } = await visitor.get(UPSTREAM);
    const value = visitor.cookies.get(BINDING) ?? '';
    const attributes = 'Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax';
    assert.deepEqual(headers.getSetCookie(), [`${BINDING}=${value}; ${attributes}`]);
  });

  test('what one browser began no other finishes, and nothing is finished twice', async () => {
    await asPerson('two');
    const { visitor, callback } = await begin();
    const foreign = openVisitor(stage().bridge.url);
    const refused = await foreign.get(callback);
    assert.deepEqual([refused.status, foreign.session()], [401, undefined]);
    assert.match(problemIn(refused.html) ?? '', /was begun in another browser\. Begin again/);
    assert.equal(refused.headers.get('referrer-policy'), 'no-referrer');
    const other = await begin();
    const mixed = await other.visitor.get(callback);
    assert.deepEqual([mixed.status, other.visitor.session()], [401, undefined], 'another browser’s code');
    assert.equal((await visitor.get(callback)).status, 303);
    assert.equal((await visitor.get(callback)).status, 401);
  });

  test('row 7: who only looks, by HEAD or ahead of time, begins nothing and spends nothing', async () => {
    await asPerson('looked-at');
    const { visitor, callback } = await begin();
    const bound = visitor.cookies.get(BINDING);
    for (const path of [UPSTREAM, callback]) {
      const looked = await visitor.head(path);
      assert.deepEqual([looked.status, looked.headers.getSetCookie()], [200, []], path);
      const ahead = await visitor.get(path, { 'sec-purpose': 'prefetch' });
      assert.deepEqual([ahead.status, ahead.headers.getSetCookie()], [403, []], path);
    }
    assert.deepEqual([visitor.session(), visitor.cookies.get(BINDING)], [undefined, bound]);
    assert.equal((await visitor.get(callback)).location, '/admin/account');
    assert.match(visitor.session() ?? '', /^dbs_/);
  });

  test('who has no place here is told so, and learns nothing else', async () => {
    provider.person = { subject: 'stranger', email: 'stranger@example.com', email_verified: true };
    const { visitor, callback } = await begin();
    const refused = await visitor.get(callback);
    assert.deepEqual([refused.status, visitor.session()], [403, undefined]);
    assert.match(problemIn(refused.html) ?? '', /^Nobody here signs in with this account/);
  });

  test('what cannot have come of the provider is told above the form', async () => {
    const { visitor, callback } = await begin();
    const long = await visitor.get(`${callback}&more=${'x'.repeat(8000)}`);
    assert.equal(long.status, 400);
    assert.match(problemIn(long.html) ?? '', /\S/);
  });

  test('a session that was planted before ends by it', async () => {
    const planted = await stage().as('support', EVERYTHING);
    await asPerson('three');
    const { visitor, callback } = await begin();
    visitor.cookies.set('__Host-drawbridge-staff', planted.token());
    await visitor.get(callback);
    assert.notEqual(visitor.session(), planted.token());
    assert.equal(await stage().bridge.app.staff.verifySession(planted.token()), undefined);
  });

  test('nobody is led elsewhere by coming back, and no code stands in the log', async () => {
    await asPerson('four');
    const { visitor, way, callback } = await begin('https://evil.example/');
    assert.equal((await visitor.get(callback)).location, '/admin');
    const code = new URL(way).searchParams.get('code') ?? '';
    assert.ok(code.length > 10);
    assert.ok(stage().bridge.logLines.every((line) => !line.includes(code)));
  });

  test('by the API a binding that can be guessed is refused', async () => {
    const { status } = await stage().owner.call('POST', '/session/upstream/begin', { body: { binding: 'short' } });
    assert.equal(status, 400);
  });
});

describe('where no other provider is configured', () => {
  const stage = useAdminStage();

  test('no page offers it, and its address says so', async () => {
    const visitor = openVisitor(stage().bridge.url);
    assert.ok(!(await visitor.get('/admin/sign-in')).html.includes(UPSTREAM));
    const refused = await visitor.get(UPSTREAM);
    assert.equal(refused.status, 404);
    assert.match(problemIn(refused.html) ?? '', /^Signing in elsewhere is not set up/);
    assert.equal(visitor.cookies.size, 0);
  });
});
