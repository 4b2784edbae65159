import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUpAuthenticator } from '../../../support/authenticator-app.ts';
import { startTestBridge } from '../../../support/start-bridge.ts';
import { callApi, EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { enteredIn, faultBeside } from '../support/console-browser.ts';
import { hiddenIn, openVisitor } from '../support/visitor.ts';

const PASSWORD = 'another horse battery';
const form = (token: string, password = PASSWORD, repeat = password) => ({ token, password, repeat });

describe('links that are handed to people', () => {
  const stage = useAdminStage();
  const staff = () => stage().bridge.app.staff;

  async function invite(email: string): Promise<string> {
    const person = { email, name: 'Grace Hopper', role: 'support', reach: EVERYTHING } as const;
    return (await staff().invitations.invite(stage().owner.member, person)).token;
  }

  test('an invitation says whom it is for, and is spent by accepting alone', async () => {
    const token = await invite('grace@example.com');
    const visitor = openVisitor(stage().bridge.url);
    for (let look = 0; look < 3; look += 1) {
      const page = await visitor.get(`/admin/invitation?token=${token}`, { purpose: 'prefetch' });
      assert.equal(page.status, 200);
      assert.match(page.html, /Grace Hopper.*grace@example\.com.*support/s);
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    }
    assert.equal(
      (await staff().members.list(staff().operator, { search: 'grace@', limit: 1 })).items[0]?.status,
      'invited',
    );
    const done = await visitor.post('/admin/invitation', form(token));
    assert.deepEqual([done.status, done.location], [303, '/admin/account']);
    assert.match((await visitor.get('/admin/account')).html, /Welcome\. Add a passkey/);
    const again = await openVisitor(stage().bridge.url).get(`/admin/invitation?token=${token}`);
    assert.equal(again.status, 410);
    assert.match(again.html, /was used, was replaced, or has expired/);
    assert.ok(
      stage().bridge.logLines.every((line) => !line.includes(token)),
      'the token is in no log',
    );
  });

  test('a password that is refused stands beside its field, and the link still works', async () => {
    const token = await invite('weak@example.com');
    const visitor = openVisitor(stage().bridge.url);
    await visitor.get(`/admin/invitation?token=${token}`);
    const weak = await visitor.post('/admin/invitation', form(token, 'short'));
    assert.equal(weak.status, 400);
    assert.match(faultBeside(weak.html, 'password') ?? '', /12 characters/);
    const different = await visitor.post('/admin/invitation', form(token, PASSWORD, 'something else'));
    assert.deepEqual(
      [different.status, faultBeside(different.html, 'repeat')],
      [400, 'The two passwords are not the same.'],
    );
    assert.equal((await visitor.post('/admin/invitation', form(token))).status, 303);
  });

  test('a form that waited for more than an hour leads to the link again', async () => {
    const token = await invite('slow@example.com');
    const visitor = openVisitor(stage().bridge.url);
    await visitor.get(`/admin/invitation?token=${token}`);
    stage().bridge.clock.advance(3_600_000);
    const late = await visitor.post('/admin/invitation', form(token));
    assert.equal(late.status, 403);
    const [, again = ''] = /<a class="button" href="([^"]+)">Open the page again/.exec(late.html) ?? [];
    assert.equal(again, `/admin/invitation?token=${token}`);
    await visitor.get(again);
    assert.equal((await visitor.post('/admin/invitation', form(token))).status, 303);
  });

  for (const query of ['', '?token=', '?token=nonsense', `?token=${'x'.repeat(300)}`]) {
    test(`a link that was not opened in full is told as such: ${query.slice(0, 20)}`, async () => {
      for (const path of ['/admin/invitation', '/admin/new-password', '/admin/first-owner']) {
        const { status, html } = await openVisitor(stage().bridge.url).get(path + query);
        assert.equal(status, 410);
        assert.match(html, /Open the latest link in full/);
      }
    });
  }

  test('a new password asks for the second factor that there is, and ends all sessions', async () => {
    const { member, token: bearer } = await stage().as('support', EVERYTHING);
    const app = await setUpAuthenticator(staff(), stage().bridge.clock, member.id);
    stage().bridge.clock.advance(30_000);
    const { token } = await staff().members.newPasswordLink(stage().owner.member, member.id);
    const visitor = openVisitor(stage().bridge.url);
    await visitor.get(`/admin/new-password?token=${token}`);
    const pending = await visitor.post('/admin/new-password', form(token));
    assert.deepEqual([pending.status, visitor.session()], [200, undefined]);
    assert.equal(await staff().verifySession(bearer()), undefined);
    const second = { pendingId: hiddenIn(pending.html, 'pendingId') ?? '', kind: 'totp', code: app.code() };
    assert.equal((await visitor.post('/admin/sign-in/second-factor', second)).status, 303);
    const entries = await stage().bridge.app.audit.list(null, {}, { limit: 20 });
    const noted = entries.find(({ action }) => action === 'staff.new-password');
    assert.deepEqual([noted?.actor.kind, noted?.target.id], ['staff', member.id]);
  });

  test('one that resets the factors says so first', async () => {
    const { member } = await stage().as('support', EVERYTHING);
    await setUpAuthenticator(staff(), stage().bridge.clock, member.id);
    const options = { resetFactors: true };
    const { token } = await staff().members.newPasswordLink(stage().owner.member, member.id, options);
    const visitor = openVisitor(stage().bridge.url);
    assert.match((await visitor.get(`/admin/new-password?token=${token}`)).html, /recovery codes are removed with it/);
    assert.equal((await visitor.post('/admin/new-password', form(token))).location, '/admin/account');
  });

  test('with an owner there is no first one any more', async () => {
    const body = { token: 'x', email: 'a@example.com', name: 'A', password: PASSWORD };
    const { status } = await callApi(stage().bridge.url, '', 'POST', '/staff-links/first-owner', { body });
    assert.equal(status, 410);
  });
});

test('the first owner comes to be by the link that the bridge printed, once', async (context) => {
  const bridge = await startTestBridge({ seed: (file) => ({ ...file, staff: [] }) });
  context.after(() => bridge.close());
  const token = (await bridge.app.staff.firstOwner.offer()) ?? '';
  const path = '/admin/first-owner';
  const visitor = openVisitor(bridge.url);
  assert.equal((await visitor.get(`${path}?token=${token}`)).status, 200);
  const person = { email: 'not an address', name: 'Ada' };
  const wrong = await visitor.post(path, { ...form(token), ...person });
  assert.deepEqual([wrong.status, faultBeside(wrong.html, 'email')], [400, 'Must be an email address.']);
  assert.equal(enteredIn(wrong.html).name, 'Ada');
  const done = await visitor.post(path, { ...form(token), ...person, email: 'ada@example.com' });
  assert.deepEqual([done.status, done.location], [303, '/admin/account']);
  assert.match((await visitor.get('/admin/staff')).html, /ada@example\.com/);
  assert.equal((await openVisitor(bridge.url).get(`${path}?token=${token}`)).status, 410);
  assert.ok(bridge.logLines.every((line) => !line.includes(token)));
});
