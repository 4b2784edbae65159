import assert from 'node:assert/strict';
import { after, mock, test } from 'node:test';
import { assertError } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';
import { moveTime } from './support/move-time.ts';

const stage = useIssuerStage();
const SEEDED = 'trader@example.com';
after(() => mock.timers.reset());

/** The trader of the stage's browsers is disabled during a test. */
async function whileDisabled(work: () => Promise<void>): Promise<void> {
  const { app, clock } = stage();
  const { brokers, users } = app;
  moveTime(clock, 1);
  const broker = brokers.get(MAIN);
  const user = await users.findByEmail(MAIN, SEEDED);
  assert.ok(user);
  await users.disable(broker, user.id, null);
  moveTime(clock, 2);
  try {
    await work();
  } finally {
    await users.enable(broker, user.id, null);
  }
}

test('a user who is disabled: refresh tokens, codes and access tokens of before are good for nothing', async () => {
  const { at, newBrowser } = stage();
  const { refresh_token, access_token } = await getTokens(at(), newBrowser(), OFFLINE);
  const code = await getCode(at(), newBrowser());
  await whileDisabled(async () => {
    const refreshed = await at().token({ grant_type: 'refresh_token', refresh_token }, basic('web'));
    assertError(refreshed, 400, 'invalid_grant');
    assertError(await redeem(at(), code), 400, 'invalid_grant');
    assert.equal((await at().userinfo(access_token)).status, 401);
  });
});

test('a user who is disabled: a browser in which the user was signed in authorizes no app without a new sign-in', async () => {
  const { at, newBrowser } = stage();
  const browser = newBrowser();
  await getTokens(at(), browser);
  await whileDisabled(async () => {
    const { url } = await browser.open(at().authorizeUrl(goodRequest(newVerifier(), { prompt: 'none' })));
    assert.equal(new URL(url).searchParams.get('error'), 'login_required');
  });
});

test('row 33: introspection knows no token of a user who is disabled, and whoever has one can still end it', async () => {
  const { at, newBrowser } = stage();
  const { access_token, refresh_token } = await getTokens(at(), newBrowser(), OFFLINE);
  for (const token of [access_token, refresh_token]) assert.equal((await at().introspect(token)).body.active, true);
  await whileDisabled(async () => {
    for (const token of [access_token, refresh_token]) {
      assert.equal((await at().introspect(token)).text, '{"active":false}');
    }
    assert.equal((await at().revoke(refresh_token)).status, 200);
  });
});

test('row 44: of a process that died after it had disabled a user, nothing of before is good once the user is enabled', async () => {
  const { app, at, newBrowser } = stage();
  const browser = newBrowser();
  const tokens = await getTokens(at(), browser, OFFLINE);
  const codes = [await getCode(at(), newBrowser()), await getCode(at(), newBrowser(), OFFLINE)];
  await whileDisabled(async () => {});
  for (const token of [tokens.access_token, tokens.refresh_token]) {
    assert.equal((await at().introspect(token)).text, '{"active":false}');
  }
  const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  assertError(await at().token(grant, basic('web')), 400, 'invalid_grant');
  for (const code of codes) assertError(await redeem(at(), code), 400, 'invalid_grant');
  assert.equal((await at().userinfo(tokens.access_token)).status, 401);
  const { url } = await browser.open(at().authorizeUrl(goodRequest(newVerifier(), { prompt: 'none' })));
  assert.equal(new URL(url).searchParams.get('error'), 'login_required');
  assert.ok(await app.users.findByEmail(MAIN, SEEDED));
  const later = await getTokens(at(), newBrowser(), OFFLINE);
  assert.equal((await at().introspect(later.access_token)).body.active, true);
  assert.equal((await at().userinfo(later.access_token)).status, 200);
});
