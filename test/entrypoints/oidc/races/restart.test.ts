import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { ENGINES, type StoreUrls } from '../../../support/engines.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { findFreePort } from '../../../support/server-process.ts';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import type { OidcBrowser } from '../clients/oidc-browser.ts';
import { APP } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, type Tokens, tokensIn } from './oidc-app.ts';
import { seedClients } from './seed-clients.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };
const [OLD_KEY, NEW_KEY] = ['old', 'new'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);

for (const { name, skip, open } of ENGINES) {
  describe(`a restart of the bridge, on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    const clock = createFakeClock();
    let stores: StoreUrls;
    let port: number;
    let bridge: TestBridge;
    let browser: OidcBrowser;
    let app: OidcApp;
    let first: Tokens;
    let second: Tokens;

    before(async () => {
      stores = await open();
      port = await findFreePort();
      await start(`${OLD_KEY}`);
      app = oidcApp(bridge.url, APP_1);
      browser = await signedInBrowser(bridge.url);
      first = await app.getTokens(browser);
      second = await follow(first);
    });
    after(async () => {
      await bridge?.close();
      folder.remove();
    });

    async function start(encryptionKeys: string): Promise<void> {
      const PUBLIC_URL = `http://127.0.0.1:${port}`;
      const environment = { PUBLIC_URL, DATA_DIR: folder.path, ENCRYPTION_KEYS: encryptionKeys };
      const seed = seedClients([{ ...APP, ...APP_1, refreshGraceSeconds: 30 }]);
      bridge = await startTestBridge({ ...stores, port, clock, environment, seed });
    }

    async function follow({ refreshToken }: Tokens): Promise<Tokens> {
      const { status, body, text } = await app.refresh(refreshToken);
      assert.equal(status, 200, text);
      return tokensIn(body);
    }

    test('row 33: leaves browsers signed in, and tokens and codes good', async () => {
      const code = await app.getCode(browser);
      await bridge.close();
      await start(`${OLD_KEY}`);
      assert.equal((await app.redeem(code)).status, 200);
      assert.equal(await app.isActive(second.accessToken), true);
      await app.getCode(browser, 'openid');
    });

    test('row 5: with another encryption key, a lost answer is given again with the same successor', async () => {
      await bridge.close();
      await start(`${NEW_KEY},${OLD_KEY}`);
      assert.equal((await follow(first)).refreshToken, second.refreshToken);
      const third = await follow(second);
      assert.equal((await follow(second)).refreshToken, third.refreshToken);
      second = third;
    });

    test('row 5: without the former key the chain goes on, and is not forked', async () => {
      const third = await follow(second);
      await bridge.app.resealSecrets();
      await bridge.close();
      await start(`${NEW_KEY}`);
      assert.equal(await app.isActive(third.accessToken), true);
      assert.equal((await follow(second)).refreshToken, third.refreshToken);
      const fourth = await follow(third);
      assert.equal((await app.refresh(second.refreshToken)).body.error, 'invalid_grant');
      assert.equal((await app.refresh(fourth.refreshToken)).body.error, 'invalid_grant');
    });
  });
}
