import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertError } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();
const SEEDED = 'trader@example.com';

/** The trader of the stage's browsers is disabled during a test. */
async function whileDisabled(work: () => Promise<void>): Promise<void> {
  const { brokers, users } = stage().app;
  const broker = brokers.get(MAIN);
  const user = await users.findByEmail(MAIN, SEEDED);
  assert.ok(user);
  await users.disable(broker, user.id, null);
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

test('once what was open has ended, introspection knows no token of the user', async () => {
  const { app, at, newBrowser } = stage();
  const { access_token } = await getTokens(at(), newBrowser());
  assert.equal((await at().introspect(access_token)).body.active, true);
  await whileDisabled(async () => {
    const user = await app.users.findAnyByEmail(MAIN, SEEDED);
    assert.ok(user);
    await app.access.endAllSessions(app.brokers.get(MAIN), user);
    assert.equal((await at().introspect(access_token)).text, '{"active":false}');
  });
});
