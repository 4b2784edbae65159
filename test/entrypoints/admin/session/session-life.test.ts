import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { callApi, EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { openVisitor, problemIn, SESSION_COOKIE } from '../support/visitor.ts';

const SIGN_IN = '/admin/sign-in';

describe('row 33: sessions of staff, through HTTP', () => {
  const stage = useAdminStage();
  const isOpen = async (token: string) => (await callApi(stage().bridge.url, token, 'GET', '/session')).status === 200;

  async function signedIn() {
    const { member, password } = await stage().as('support', EVERYTHING);
    const visitor = openVisitor(stage().bridge.url);
    await visitor.get(SIGN_IN);
    const answer = await visitor.post(SIGN_IN, { email: member.email, password });
    return { visitor, member, password, answer, token: visitor.session() ?? '' };
  }

  test('the cookie holds 256 random bits, for this host alone, out of reach of scripts and of other sites', async () => {
    const { answer, token } = await signedIn();
    assert.match(token, /^dbs_[\w-]{43}$/);
    const line = answer.headers.getSetCookie().find((one) => one.startsWith(SESSION_COOKIE)) ?? '';
    assert.equal(line, `${SESSION_COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`);
    assert.notEqual((await signedIn()).token, token);
  });

  test('a token that was made up before is not taken up by signing in', async () => {
    const { member, password } = await signedIn();
    const visitor = openVisitor(stage().bridge.url);
    const planted = `dbs_${'A'.repeat(43)}`;
    visitor.cookies.set(SESSION_COOKIE, planted);
    await visitor.get(SIGN_IN);
    await visitor.post(SIGN_IN, { email: member.email, password });
    assert.notEqual(visitor.session(), planted);
    assert.equal(await isOpen(planted), false);
  });

  test('a session that somebody else planted ends when the owner of the browser signs in', async () => {
    const attacker = await signedIn();
    const victim = await stage().as('admin', EVERYTHING);
    const page = await openVisitor(stage().bridge.url).get(SIGN_IN);
    const visitor = openVisitor(stage().bridge.url);
    visitor.cookies.set(SESSION_COOKIE, attacker.token);
    const [, ticket = ''] = /name="ticket" value="([^"]+)"/.exec(page.html) ?? [];
    await visitor.post(SIGN_IN, { email: victim.member.email, password: victim.password, ticket });
    assert.ok(visitor.session() && visitor.session() !== attacker.token);
    assert.deepEqual([await isOpen(attacker.token), await isOpen(visitor.session() ?? '')], [false, true]);
  });

  test('by the API alike: the session that was shown with the sign-in ends', async () => {
    const { member, password, token } = await signedIn();
    const body = { email: member.email, password, as: 'bearer' };
    const answer = await callApi(stage().bridge.url, token, 'POST', '/session', { body });
    assert.equal(answer.status, 201);
    assert.deepEqual([await isOpen(token), await isOpen(String(answer.body.token))], [false, true]);
  });

  test('a proof makes a new token, and the one before opens nothing', async () => {
    const { visitor, token, password } = await signedIn();
    await visitor.get('/admin/account');
    const asked = await visitor.post('/admin/account/authenticator', {});
    assert.deepEqual([asked.status, visitor.session()], [403, token]);
    const proof = { stepUpKind: 'password', stepUpValue: password };
    const proven = await visitor.post('/admin/account/authenticator', proof);
    assert.equal(proven.status, 200);
    assert.notEqual(visitor.session(), token);
    assert.equal(await isOpen(token), false);
  });

  test('who was asked for a proof and sends none is asked again, and not thanked', async () => {
    const { visitor, password } = await signedIn();
    await visitor.get('/admin/account');
    const form = { return: '/admin/account', stepUpKind: 'passkey', stepUpValue: '' };
    const unproven = await visitor.post('/admin/step-up', form);
    assert.equal(unproven.status, 403);
    assert.match(unproven.html, /name="return" value="\/admin\/account"/);
    for (const none of [
      { stepUpKind: 'passkey', stepUpValue: '{no json' },
      { stepUpKind: 'nonsense', stepUpValue: 'x' },
      { stepUpKind: 'password', stepUpValue: '' },
    ]) {
      const refused = await visitor.post('/admin/step-up', { ...form, ...none });
      assert.deepEqual([refused.status, problemIn(refused.html)?.slice(0, 9)], [400, 'Enter the']);
      assert.match(refused.html, /name="return" value="\/admin\/account"/);
    }
    const proven = { ...form, stepUpKind: 'password', stepUpValue: password };
    assert.equal((await visitor.post('/admin/step-up', proven)).location, '/admin/account');
  });

  test('row 42: who guesses at the question for a proof is told to wait, with Retry-After', async () => {
    const { visitor } = await signedIn();
    await visitor.get('/admin/account');
    const guess = () => visitor.post('/admin/step-up', { stepUpKind: 'password', stepUpValue: 'wrong' });
    for (let tries = 0; tries < 8; tries += 1) assert.equal((await guess()).status, 401);
    const refused = await guess();
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.match(problemIn(refused.html) ?? '', /^There were too many tries\. Wait /);
  });

  test('of two proofs at once one counts, and the other leads to the sign-in', async () => {
    const { visitor, password } = await signedIn();
    await visitor.get('/admin/account');
    const form = { return: '/admin/account', stepUpKind: 'password', stepUpValue: password };
    const [one, two] = [visitor.post('/admin/step-up', form), visitor.post('/admin/step-up', form)];
    const ways = (await Promise.all([one, two])).map(({ status, location }) => [status, location]);
    assert.deepEqual(ways.sort(), [
      [303, '/admin/account'],
      [303, '/admin/sign-in?return=%2Fadmin'],
    ]);
  });

  test('idle for half an hour, or twelve hours old, it opens nothing', async () => {
    const { bridge } = stage();
    const { token } = await signedIn();
    bridge.clock.advance(29 * 60_000);
    assert.equal(await isOpen(token), true);
    bridge.clock.advance(30 * 60_000);
    assert.equal(await isOpen(token), false);
    const { token: old } = await signedIn();
    for (let half = 0; half < 24; half += 1) {
      bridge.clock.advance(29 * 60_000 + 59_000);
      assert.equal(await isOpen(old), true);
    }
    bridge.clock.advance(30_000);
    assert.equal(await isOpen(old), false);
  });

  test('what a page asks for by itself does not keep a session open that nobody uses', async () => {
    const { bridge } = stage();
    const { visitor, token } = await signedIn();
    const [refresh = ''] = /hx-get="[^"]+"[^>]* hx-headers='[^']+'/.exec((await visitor.get('/admin')).html) ?? [];
    const [, address = '', headers = '{}'] = /hx-get="([^"]+)".* hx-headers='([^']+)'/.exec(refresh) ?? [];
    for (let minute = 0; minute < 29; minute += 1) {
      bridge.clock.advance(60_000);
      const { status } = await visitor.get(address.replaceAll('&amp;', '&'), JSON.parse(headers));
      assert.equal(status, 200);
    }
    bridge.clock.advance(60_000);
    const over = await visitor.get('/admin', JSON.parse(headers));
    assert.match(over.location ?? '', /^\/admin\/sign-in\?/);
    assert.equal(await isOpen(token), false);
  });

  test('who is disabled is out with the next request', async () => {
    const { staff } = stage().bridge.app;
    const { member, visitor } = await signedIn();
    const { revision } = await staff.members.get(staff.operator, member.id);
    await staff.members.update(staff.operator, member.id, { status: 'disabled' }, revision);
    const answer = await visitor.get('/admin/account');
    assert.match(answer.location ?? '', /^\/admin\/sign-in\?/);
  });
});

test('row 33: a session of staff survives a restart of the bridge, and one that was ended stays so', async (context) => {
  const folder = makeTempFolder();
  let second: TestBridge | undefined;
  context.after(async () => {
    await second?.close();
    folder.remove();
  });
  const environment = { DATA_DIR: folder.path };
  const first = await startTestBridge({ environment, keepFolder: true });
  const person = { email: 'ada@example.com', name: 'Ada', role: 'owner', reach: EVERYTHING } as const;
  const password = 'correct horse battery';
  await first.app.staff.members.import({ ...person, password });
  const body = { email: person.email, password, as: 'bearer' };
  const tokens: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    tokens.push(String((await callApi(first.url, '', 'POST', '/session', { body })).body.token));
  }
  const [kept = '', ended = ''] = tokens;
  await callApi(first.url, ended, 'DELETE', '/session');
  await first.close();
  second = await startTestBridge({ environment, keepFolder: true, clock: first.clock });
  const { url } = second;
  const statusOf = async (token: string) => (await callApi(url, token, 'GET', '/session')).status;
  assert.deepEqual([await statusOf(kept), await statusOf(ended)], [200, 401]);
});
