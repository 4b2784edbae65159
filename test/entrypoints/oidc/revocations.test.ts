import assert from 'node:assert/strict';
import { after, describe, mock, test } from 'node:test';
import type { SeedClient } from '../../../src/config/seed-client-types.ts';
import { ENGINES } from '../../support/engines.ts';
import { APP_SECRET, REDIRECT_URI } from './support/app-clients.ts';
import { assertError } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, type IssuedCode, newVerifier, OFFLINE, redeem } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, SISTER, useIssuerStage } from './support/issuer-stage.ts';
import { moveTime } from './support/move-time.ts';

/** Has each grant, so that one client has everything that an app can hold. */
const ALL_ROUND: SeedClient = {
  ...{ id: 'all-round', name: 'An app', secret: APP_SECRET, firstParty: true, redirectUris: [REDIRECT_URI] },
  scopes: ['openid', 'email', 'offline_access', 'crm_api'],
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
};
const CLIENT_ID = ALL_ROUND.id;
const OTHER_CLIENT_ID = 'other-all-round';

after(() => mock.timers.reset());

/** All that an app can hold at one moment. */
interface Held {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly clientToken: string;
  readonly issued: IssuedCode;
  readonly requestUri: string;
}

for (const { name, skip, open } of ENGINES) {
  describe(`what was issued before is revoked, on ${name}`, { skip }, () => {
    const clients = [ALL_ROUND, { ...ALL_ROUND, id: OTHER_CLIENT_ID }];
    const stage = useIssuerStage(async () => ({ ...(await open()), clients }));
    const move = (seconds: number) => moveTime(stage().clock, seconds);

    async function hold(clientId = CLIENT_ID, brokerName = MAIN): Promise<Held> {
      const [at, browser] = [stage().at(brokerName), stage().newBrowser()];
      const tokens = await getTokens(at, browser, { client_id: clientId, ...OFFLINE });
      const own = await at.token({ grant_type: 'client_credentials', scope: 'crm_api' }, basic(clientId));
      const pushed = await at.push(goodRequest(newVerifier(), { client_id: clientId }), basic(clientId));
      return {
        ...{ accessToken: tokens.access_token, refreshToken: tokens.refresh_token },
        clientToken: String(own.body.access_token),
        issued: await getCode(at, browser, { client_id: clientId }),
        requestUri: String(pushed.body.request_uri),
      };
    }

    const refresh = ({ refreshToken }: Held, clientId: string, brokerName: string) =>
      stage().at(brokerName).token({ grant_type: 'refresh_token', refresh_token: refreshToken }, basic(clientId));

    const openPushed = ({ requestUri }: Held, clientId: string, brokerName: string) =>
      stage()
        .newBrowser()
        .open(stage().at(brokerName).authorizeUrl({ client_id: clientId, request_uri: requestUri }));

    async function assertGood(held: Held, clientId = CLIENT_ID, brokerName = MAIN): Promise<void> {
      const at = stage().at(brokerName);
      for (const token of [held.accessToken, held.clientToken, held.refreshToken]) {
        assert.equal((await at.introspect(token, basic(clientId))).body.active, true);
      }
      assert.equal((await at.userinfo(held.accessToken)).status, 200);
      assert.equal((await redeem(at, held.issued)).status, 200);
      assert.equal((await refresh(held, clientId, brokerName)).status, 200);
      assert.equal((await openPushed(held, clientId, brokerName)).status, 200);
    }

    async function assertWorthNothing(held: Held): Promise<void> {
      const at = stage().at();
      for (const token of [held.accessToken, held.clientToken, held.refreshToken]) {
        assert.equal((await at.introspect(token, basic(CLIENT_ID))).text, '{"active":false}');
      }
      assert.equal((await at.userinfo(held.accessToken)).status, 401);
      assertError(await redeem(at, held.issued), 400, 'invalid_grant');
      assertError(await refresh(held, CLIENT_ID, MAIN), 400, 'invalid_grant');
    }

    test('what a client got before its tokens were revoked is worth nothing; others and later ones go on', async () => {
      move(0);
      const [before, ofAnother, elsewhere] = [await hold(), await hold(OTHER_CLIENT_ID), await hold(CLIENT_ID, SISTER)];
      const { oidcClients, brokers } = stage().app;
      await oidcClients.revokeTokens(brokers.get(MAIN), CLIENT_ID);
      await assertWorthNothing(before);
      await assertGood(ofAnother, OTHER_CLIENT_ID);
      await assertGood(elsewhere, CLIENT_ID, SISTER);
      move(1);
      await assertGood(await hold());
    });

    test('what a white label issued before all its sessions ended is worth nothing; others and later ones go on', async () => {
      move(1);
      const [before, elsewhere] = [await hold(), await hold(CLIENT_ID, SISTER)];
      await stage().app.brokers.endAllSessions(MAIN);
      await assertWorthNothing(before);
      assert.equal((await openPushed(before, CLIENT_ID, MAIN)).status, 400, 'a pushed request too');
      await assertGood(elsewhere, CLIENT_ID, SISTER);
      move(1);
      await assertGood(await hold());
    });
  });
}
