import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUpAuthenticator } from '../../../support/authenticator-app.ts';
import { EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { enteredIn, faultBeside } from '../support/console-browser.ts';
import { hiddenIn, openVisitor, problemIn, type Visitor } from '../support/visitor.ts';

const SIGN_IN = '/admin/sign-in';
const SECOND = '/admin/sign-in/second-factor';

describe('signing in on the pages of the console', () => {
  const stage = useAdminStage();

  async function visit(query = ''): Promise<Visitor> {
    const visitor = openVisitor(stage().bridge.url);
    assert.equal((await visitor.get(SIGN_IN + query)).status, 200);
    return visitor;
  }

  async function withApp() {
    const { member, password } = await stage().as('support', EVERYTHING);
    const app = await setUpAuthenticator(stage().bridge.app.staff, stage().bridge.clock, member.id);
    stage().bridge.clock.advance(30_000);
    return { email: member.email, password, app };
  }

  test('who is not signed in is led to the sign-in, and on to where they wanted to go', async () => {
    const { email } = stage().owner.member;
    const visitor = openVisitor(stage().bridge.url);
    const asked = await visitor.get('/admin/staff?q=ada');
    assert.deepEqual([asked.status, asked.location], [303, '/admin/sign-in?return=%2Fadmin%2Fstaff%3Fq%3Dada']);
    const { html } = await visitor.get(asked.location ?? '');
    const form = { email, password: stage().owner.password, return: '/admin/staff?q=ada' };
    assert.ok(html.includes('name="return" value="/admin/staff?q=ada"'));
    const done = await visitor.post(SIGN_IN, form);
    assert.deepEqual([done.status, done.location], [303, '/admin/staff?q=ada']);
    assert.equal((await visitor.get('/admin/staff')).status, 200);
    assert.equal((await visitor.get(SIGN_IN)).location, '/admin', 'who is signed in already goes on');
  });

  for (const back of [
    ...['https://evil.example/', '//evil.example', '/admin//evil.example', '/b/x', '/admin/api/v1/x'],
    ...['/admin/../b/x', '/admin/%2e%2E/b/x', '/admin/staff/../../b/x', '/admin/./api/v1/x', '/admin/..'],
  ]) {
    test(`nobody is led to ${back} by signing in`, async () => {
      const visitor = await visit(`?return=${encodeURIComponent(back)}`);
      const { email } = stage().owner.member;
      const { location } = await visitor.post(SIGN_IN, { email, password: stage().owner.password, return: back });
      assert.equal(location, '/admin');
    });
  }

  test('unknown, wrong and disabled are told alike; what was entered stays, but the password', async () => {
    const said = new Set<string | undefined>();
    const { email } = stage().owner.member;
    for (const [who, password] of [
      [email, 'wrong'],
      ['nobody@example.com', 'wrong'],
    ] as const) {
      const visitor = await visit();
      const { status, html } = await visitor.post(SIGN_IN, { email: who, password });
      assert.deepEqual([status, enteredIn(html).email, visitor.session()], [401, who, undefined]);
      assert.ok(!html.includes('value="wrong"'));
      said.add(problemIn(html));
    }
    assert.equal(said.size, 1);
    assert.match([...said][0] ?? '', /^The email address or the password is wrong\. /);
  });

  test('what is left empty is told beside its field', async () => {
    const { status, html } = await (await visit()).post(SIGN_IN, { email: '', password: '' });
    assert.equal(status, 400);
    assert.equal(faultBeside(html, 'email'), 'It is empty.');
    assert.equal(faultBeside(html, 'password'), 'It is empty.');
  });

  test('a form that waited for more than an hour is taken no more, and leads to a new one', async () => {
    const visitor = await visit('?return=%2Fadmin%2Fstaff');
    const { member, password } = await stage().as('support', EVERYTHING);
    const form = { email: member.email, password, return: '/admin/staff' };
    stage().bridge.clock.advance(3_600_000);
    const late = await visitor.post(SIGN_IN, form);
    assert.deepEqual([late.status, visitor.session()], [403, undefined]);
    const [, again = ''] = /<a class="button" href="([^"]+)">Open the page again/.exec(late.html) ?? [];
    assert.equal(again, '/admin/sign-in?return=%2Fadmin%2Fstaff');
    await visitor.get(again);
    assert.equal((await visitor.post(SIGN_IN, form)).location, '/admin/staff');
  });

  test('a second factor is asked for, with the code of the app; each code works once', async () => {
    const { email, password, app } = await withApp();
    const visitor = await visit();
    const { status, html } = await visitor.post(SIGN_IN, { email, password });
    assert.deepEqual([status, visitor.session()], [200, undefined], 'the password alone opens nothing');
    const pending = { pendingId: hiddenIn(html, 'pendingId') ?? '', methods: 'totp recovery-code', kind: 'totp' };
    const empty = await visitor.post(SECOND, { ...pending, code: '' });
    assert.deepEqual([empty.status, problemIn(empty.html)], [400, 'Enter the code.']);
    const wrong = await visitor.post(SECOND, { ...pending, code: '000000' });
    assert.deepEqual([wrong.status, visitor.session()], [401, undefined]);
    assert.match(problemIn(wrong.html) ?? '', /does not prove that it is you/);
    const code = app.code();
    assert.equal((await visitor.post(SECOND, { ...pending, code })).status, 303);
    assert.match(visitor.session() ?? '', /^dbs_/);

    const other = await visit();
    const again = await other.post(SIGN_IN, { email, password });
    const next = { ...pending, pendingId: hiddenIn(again.html, 'pendingId') ?? '' };
    assert.equal((await other.post(SECOND, { ...next, code })).status, 401, 'the same code again');
    const recovery = { ...next, kind: 'recovery-code', code: app.recoveryCodes[0] ?? '' };
    assert.equal((await other.post(SECOND, recovery)).status, 303);
    assert.equal((await other.post(SECOND, recovery)).status, 401, 'the sign-in is spent');
  });

  test('a sign-in that took too long begins again', async () => {
    const { email, password, app } = await withApp();
    const visitor = await visit();
    const { html } = await visitor.post(SIGN_IN, { email, password });
    stage().bridge.clock.advance(5 * 60_000 + 1);
    const form = { pendingId: hiddenIn(html, 'pendingId') ?? '', methods: 'totp', kind: 'totp', code: app.code() };
    const late = await visitor.post(SECOND, form);
    assert.equal(late.status, 401);
    assert.match(late.html, /This sign-in has taken too long/);
    assert.match(late.html, /name="password"/);
  });

  test('row 42: who guesses is told to wait, with Retry-After; the member gets in from elsewhere', async () => {
    const { member, password } = await stage().as('support', EVERYTHING);
    const attacker = await visit();
    const from = { 'x-forwarded-for': '198.51.100.9' };
    for (let tries = 0; tries < 8; tries += 1) {
      assert.equal((await attacker.post(SIGN_IN, { email: member.email, password: 'wrong' }, from)).status, 401);
    }
    const refused = await attacker.post(SIGN_IN, { email: member.email, password }, from);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.match(problemIn(refused.html) ?? '', /^There were too many tries\. Wait /);
    const own = await visit();
    const elsewhere = { 'x-forwarded-for': '203.0.113.77' };
    assert.equal((await own.post(SIGN_IN, { email: member.email, password }, elsewhere)).status, 303);
  });

  test('signing out ends the session on the server, not in the browser alone', async () => {
    const visitor = await visit();
    const { email } = stage().owner.member;
    await visitor.post(SIGN_IN, { email, password: stage().owner.password });
    const token = visitor.session() ?? '';
    await visitor.get('/admin/account');
    assert.equal((await visitor.post('/admin/sign-out', {})).location, '/admin/sign-in');
    assert.equal(visitor.session(), undefined);
    assert.equal(await stage().bridge.app.staff.verifySession(token), undefined);
  });
});
