import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { platformCaller } from '../../support/platform-caller.ts';
import { assertError } from './support/assert-refused.ts';
import { getTokens, OFFLINE } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';
import { moveTime } from './support/move-time.ts';

const stage = useIssuerStage();
afterEach(() => mock.timers.reset());

const broker = () => stage().app.brokers.get(MAIN);
const active = async (token: string, clientId = 'web') =>
  (await stage().at().introspect(token, basic(clientId))).body.active;

async function crmToken(): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: 'crm_api' };
  const { status, body } = await stage().at().token(form, basic('back-end'));
  assert.equal(status, 200);
  return String(body.access_token);
}

const statusOfCall = async (token: string) =>
  (await platformCaller(stage().url, MAIN).generate(token, 10345533)).status;

test('what a client got before it was switched off stays worth nothing when it is switched on again', async () => {
  const { at, app, clock, newBrowser } = stage();
  moveTime(clock, 1);
  const { access_token, refresh_token } = await getTokens(at(), newBrowser(), { client_id: 'other-web', ...OFFLINE });
  const own = await crmToken();
  assert.deepEqual([await active(access_token), await active(own), await statusOfCall(own)], [true, true, 200]);
  for (const enabled of [false, true]) {
    moveTime(clock, 5);
    for (const id of ['other-web', 'back-end']) await app.oidcClients.update(broker(), id, { enabled });
  }
  const form = { grant_type: 'refresh_token', refresh_token };
  assertError(await at().token(form, basic('other-web')), 400, 'invalid_grant');
  assert.deepEqual([await active(access_token), await active(own), await statusOfCall(own)], [false, false, 403]);
  assert.equal(await statusOfCall(await crmToken()), 200, 'it may get new ones');
});

test('a client that is on already, or stays off, loses nothing by another change', async () => {
  const { app, clock } = stage();
  moveTime(clock, 5);
  const own = await crmToken();
  await app.oidcClients.update(broker(), 'back-end', { name: 'Another name', enabled: true });
  assert.equal(await active(own), true);
  const { tokensRevokedAtMs } = await app.oidcClients.update(broker(), 'web', { enabled: false });
  assert.equal(tokensRevokedAtMs, clock.nowMs());
  moveTime(clock, 5);
  const again = await app.oidcClients.update(broker(), 'web', { enabled: false });
  assert.equal(again.tokensRevokedAtMs, tokensRevokedAtMs);
  await app.oidcClients.update(broker(), 'web', { enabled: true });
});

test('a crm_api token stops working when the scope is taken from its client', async () => {
  const { app, clock } = stage();
  moveTime(clock, 5);
  const { scopes } = await app.oidcClients.get(broker(), 'back-end');
  const token = await crmToken();
  assert.equal(await statusOfCall(token), 200);
  await app.oidcClients.update(broker(), 'back-end', { scopes: scopes.filter((scope) => scope !== 'crm_api') });
  assert.equal(await statusOfCall(token), 403);
});
