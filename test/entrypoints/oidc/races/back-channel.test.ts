import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type LogoutReceiver, startLogoutReceiver } from '../../../domain/app-logouts/logout-receiver.ts';
import { ENGINES, type StoreUrls } from '../../../support/engines.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { platformCaller } from '../../../support/platform-caller.ts';
import { findFreePort } from '../../../support/server-process.ts';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { APP, STAGE_BROKER, STAGE_USER_ID } from '../clients/oidc-stage.ts';
import { decodeJwt } from '../support/make-jwt.ts';
import { oidcApp, signedInBrowser } from './oidc-app.ts';
import { seedClients } from './seed-clients.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };
const QUIET_APP = { id: 'quiet-app', secret: 'the-secret-of-a-quiet-app' };
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LONGER_THAN_ANY_PAUSE_MS = 2 * 3_600_000;
const COMES_WITHIN_MS = 20_000;

for (const { name, skip, open } of ENGINES) {
  describe(`an app that is down when its trader logs out, on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    const clock = createFakeClock();
    let receiver: LogoutReceiver;
    let stores: StoreUrls;
    let port: number;
    let bridge: TestBridge;

    before(async () => {
      receiver = await startLogoutReceiver();
      [stores, port] = await Promise.all([open(), findFreePort()]);
      await start();
    });
    after(async () => {
      await bridge?.close();
      await receiver?.close();
      folder.remove();
    });

    async function start(): Promise<void> {
      const environment = { PUBLIC_URL: `http://127.0.0.1:${port}`, DATA_DIR: folder.path };
      const seed = seedClients([
        { ...APP, ...APP_1, backchannelLogoutUri: receiver.url },
        { ...APP, ...QUIET_APP },
      ]);
      bridge = await startTestBridge({ ...stores, port, clock, environment, seed });
      bridge.app.startAppLogouts();
    }

    async function toldTimes(count: number): Promise<void> {
      const deadline = Date.now() + COMES_WITHIN_MS;
      while (receiver.told.length < count) {
        if (Date.now() > deadline) throw new Error(`It was told ${receiver.told.length} times`);
        await delay(20);
      }
    }

    test('row 36: is told when it is back, once, and after a restart of the bridge too', async () => {
      const browser = await signedInBrowser(bridge.url);
      const [app, quiet] = [oidcApp(bridge.url, APP_1), oidcApp(bridge.url, QUIET_APP)];
      await quiet.getTokens(browser);
      const { claims } = decodeJwt((await app.getTokens(browser)).idToken);
      receiver.answer = 503;
      const platform = platformCaller(bridge.url, STAGE_BROKER);
      assert.equal((await platform.logOut(await platform.crmApiToken(), STAGE_USER_ID)).status, 204);
      await toldTimes(1);

      await bridge.close();
      receiver.answer = 200;
      clock.advance(LONGER_THAN_ANY_PAUSE_MS);
      await start();
      await toldTimes(2);
      const logoutToken = new URLSearchParams(receiver.told[1]).get('logout_token') ?? '';
      const issuer = `${bridge.url}/b/${STAGE_BROKER}/oidc`;
      const { payload, protectedHeader } = await jwtVerify(logoutToken, createRemoteJWKSet(new URL(`${issuer}/jwks`)), {
        issuer,
        audience: APP_1.id,
        typ: 'logout+jwt',
        requiredClaims: ['jti', 'iat', 'exp'],
      });
      assert.equal(protectedHeader.alg, 'ES256');
      assert.deepEqual(payload.events, { [LOGOUT_EVENT]: {} });
      assert.deepEqual([payload.sub, payload.sid], [claims.sub, claims.sid]);
      assert.ok(typeof claims.sid === 'string' && payload.nonce === undefined);
      assert.ok(Number(payload.exp) - Number(payload.iat) <= 120);

      await bridge.close();
      clock.advance(LONGER_THAN_ANY_PAUSE_MS);
      await start();
      assert.equal(await bridge.app.appLogouts.deliverDue(async () => 'told'), 0, 'nothing waits any more');
      assert.equal(receiver.told.length, 2);
    });
  });
}
