import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { generateSync } from 'otplib';
import { callApi, EVERYTHING, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, faultBeside, openConsole } from '../support/console-browser.ts';

const ACCOUNT = '/admin/account';
const NEXT = 'another horse battery';

describe('one’s own account', () => {
  const stage = useAdminStage();
  let member: StaffCaller;
  let browser: ConsoleBrowser;
  beforeEach(async () => {
    member = await stage().as('auditor', EVERYTHING);
    browser = openConsole(stage().bridge.url, member);
  });

  const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(stage().bridge.clock.nowMs() / 1000) });
  const account = async () => (await member.call('GET', '/account')).body;
  async function signInElsewhere(): Promise<string> {
    const body = { email: member.member.email, password: member.password, as: 'bearer' };
    const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' };
    const answer = await callApi(stage().bridge.url, '', 'POST', '/session', { body, headers });
    return String(answer.body.token);
  }
  const isOpen = async (token: string) => (await stage().bridge.app.staff.verifySession(token)) !== undefined;

  test('shows who one is, without any secret', async () => {
    const { html } = await browser.get(ACCOUNT);
    assert.ok(html.includes(member.member.email));
    assert.match(html, /Your password alone opens the console/);
    assert.match(html, /Browsers have no passkeys at this address/);
    assert.deepEqual((await account()).passkeys, []);
  });

  test('an authenticator app: the secret as a picture and as text, the codes once', async () => {
    const setup = await browser.post(`${ACCOUNT}/authenticator`);
    assert.match(setup.html, /<img class="qr-code" src="data:image\/svg\+xml;base64,/);
    const [, shown = ''] = /value="([A-Z2-7 ]{32,})" id="secret"/.exec(setup.html) ?? [];
    const secret = shown.replaceAll(' ', '');
    const wrong = await browser.post(`${ACCOUNT}/authenticator/confirm`, { code: '000000' });
    assert.equal(wrong.status, 401);
    assert.match(faultBeside(wrong.html, 'code') ?? '', /^That is not the code/);
    assert.ok(!wrong.html.includes(shown));
    const empty = await browser.post(`${ACCOUNT}/authenticator/confirm`, { code: '' });
    assert.deepEqual([empty.status, faultBeside(empty.html, 'code') !== undefined], [400, true]);
    const done = await browser.post(`${ACCOUNT}/authenticator/confirm`, { code: codeOf(secret) });
    const codes = [...done.html.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code);
    assert.deepEqual([done.status, codes.length], [200, 10]);
    const page = await browser.get(ACCOUNT);
    assert.ok(!codes.some((code) => page.html.includes(code)));
    assert.match(page.html, /<strong>10<\/strong> left/);
    const late = await browser.post(`${ACCOUNT}/authenticator/confirm`, { code: codeOf(secret) });
    assert.equal(late.status, 409);
    assert.ok(stage().bridge.logLines.every((line) => !line.includes(secret) && !line.includes(codes[0] ?? '')));
    const removed = await browser.post(`${ACCOUNT}/authenticator/remove`);
    assert.deepEqual([removed.status, removed.notice], [303, 'totp-removed']);
    assert.deepEqual([(await account()).hasAuthenticator, (await account()).recoveryCodesLeft], [false, 0]);
  });

  test('whoever found the browser open changes nothing of it: each step asks for a proof and keeps the form', async () => {
    const unproven = await stage().as('support', EVERYTHING, { isProven: false });
    const found = openConsole(stage().bridge.url, unproven);
    for (const [path, form] of [
      ['/authenticator', {}],
      ['/authenticator/confirm', { code: '123456' }],
      ['/authenticator/remove', {}],
      ['/recovery-codes', {}],
      ['/passkeys/new', { label: 'Phone', passkey: '{}' }],
      ['/passkeys/question', {}],
    ] as const) {
      const { status, html } = await found.post(ACCOUNT + path, form);
      assert.equal(status, 403, path);
      assert.match(html, /name="stepUpValue"/);
      for (const [name, value] of Object.entries(form)) {
        assert.ok(html.includes(`name="${name}" value="${value}"`), `${path} keeps ${name}`);
      }
    }
    assert.match((await found.get(`${ACCOUNT}/passkeys/new`)).html, /name="stepUpValue"/);
    const wrong = await found.post(`${ACCOUNT}/recovery-codes`, { stepUpKind: 'password', stepUpValue: 'wrong' });
    assert.deepEqual([wrong.status, /does not prove that it is you/.test(wrong.html)], [401, true]);
  });

  test('the password is changed with the one before, and all other sessions end', async () => {
    const change = (current: string, next: string, repeat = next) =>
      browser.post(`${ACCOUNT}/password`, { current, next, repeat });
    const other = await signInElsewhere();
    const wrong = await change('wrong', NEXT);
    assert.deepEqual([wrong.status, faultBeside(wrong.html, 'current')], [401, 'That is not your password.']);
    const different = await change(member.password, NEXT, 'something else');
    assert.deepEqual(
      [different.status, faultBeside(different.html, 'repeat')],
      [400, 'The two passwords are not the same.'],
    );
    const weak = await change(member.password, 'short');
    assert.match(faultBeside(weak.html, 'next') ?? '', /12 characters/);
    const same = await change(member.password, member.password);
    assert.match(faultBeside(same.html, 'next') ?? '', /must not be the one before/i);
    const before = member.token();
    const done = await change(member.password, NEXT);
    assert.deepEqual([done.status, done.notice], [303, 'password-changed']);
    assert.deepEqual([await isOpen(other), await isOpen(before)], [false, false]);
  });

  test('sessions are listed with where from, and ended one by one or all at once', async () => {
    const [one, two] = [await signInElsewhere(), await signInElsewhere()];
    const { html } = await browser.get(ACCOUNT);
    assert.match(html, /Firefox on Windows/);
    assert.match(html, /This one/);
    const listed = (await member.call('GET', '/account/sessions')).body.items as { id: string; isCurrent: boolean }[];
    assert.equal(listed.filter(({ isCurrent }) => isCurrent).length, 1);
    const target = (await stage().bridge.app.staff.verifySession(one))?.session.id;
    assert.match(
      (await browser.get(`${ACCOUNT}/sessions/${target}/end`)).html,
      /End this session\?.*Firefox on Windows/s,
    );
    assert.equal((await browser.post(`${ACCOUNT}/sessions/${target}/end`)).notice, 'session-ended');
    for (const again of [browser.get, browser.post]) {
      const gone = await again(`${ACCOUNT}/sessions/${target}/end`);
      assert.deepEqual([gone.status, /No such session/.test(gone.html)], [404, true]);
      assert.doesNotMatch(gone.html, /End it/);
    }
    assert.deepEqual([await isOpen(one), await isOpen(two)], [false, true]);
    const rest = await member.call('DELETE', '/account/sessions');
    assert.deepEqual([rest.status, rest.body.ended], [200, 1]);
    assert.deepEqual([await isOpen(two), await isOpen(member.token())], [false, true]);
    const foreign = await stage().bridge.app.staff.verifySession(stage().owner.token());
    const refused = await member.call('DELETE', `/account/sessions/${foreign?.session.id}`);
    assert.equal(refused.status, 404, 'nobody else’s');
    const own = listed.find(({ isCurrent }) => isCurrent)?.id;
    assert.equal((await browser.post(`${ACCOUNT}/sessions/${own}/end`)).location, '/admin/sign-in');
    assert.equal(await isOpen(member.token()), false);
  });

  test('without a second factor no recovery codes are offered', async () => {
    assert.match((await browser.get(`${ACCOUNT}/recovery-codes`)).html, /Add one of those first/);
  });
});
