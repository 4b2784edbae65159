import assert from 'node:assert/strict';
import { after, before as beforeAll, describe, test } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../../../support/reset-browser.ts';
import { SEEDED_TRADER, send } from '../../../support/trader-browser.ts';
import { oidcBrowser } from '../clients/oidc-browser.ts';
import {
  APP,
  type OidcStage,
  REDIRECT_URI,
  STAGE_BROKER,
  STAGE_USER_ID,
  startOidcStage,
} from '../clients/oidc-stage.ts';
import { before } from './slow-store.ts';

const NEW_PASSWORD = 'Another-long-password-1';
const SECOND_MS = 1000;

for (const { name, skip, open } of ENGINES) {
  describe(`a sign-in for an app that the browser holds back, on ${name}`, { skip }, () => {
    let stage: OidcStage;
    let password: string = SEEDED_TRADER.password;

    beforeAll(async () => {
      stage = await startOidcStage({
        ...(await open()),
        clients: [{ ...APP, id: 'app-1', secret: 'the-secret-of-app-1' }],
      });
    });
    after(() => stage?.close());

    /** @returns The form of a browser that stops where the engine would go on. */
    async function formOfHolder() {
      const query = new URLSearchParams({
        ...{ client_id: 'app-1', redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid offline_access' },
        ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
      });
      const browser = oidcBrowser(`${stage.issuer}/auth/`, REDIRECT_URI);
      const page = await browser.open(`${stage.issuer}/auth?${query}`);
      return { browser, submit: () => browser.send(page, { ...SEEDED_TRADER, password }) };
    }

    type Holder = Awaited<ReturnType<typeof formOfHolder>>;

    /** @returns Whether the app gets a code. */
    async function goOn({ browser }: Holder, address: string): Promise<boolean> {
      assert.ok(address.startsWith(`${stage.issuer}/auth/`), address);
      const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
      const { status, headers } = await send(address, { headers: { cookie } });
      assert.ok(status < 500, `${status}`);
      return /[?&]code=/.test(headers.location ?? '');
    }

    const endings = {
      'call 4.5': async () => {
        const { status } = await stage.platform.logOut(await stage.platform.crmApiToken(), STAGE_USER_ID);
        assert.equal(status, 204);
      },
      'another password': async () => {
        const traders = resetBrowser(stage.url, { brokerName: STAGE_BROKER });
        await traders.request(SEEDED_TRADER.email);
        const token = linkTokenIn(await mailTo(stage, SEEDED_TRADER.email));
        const { status } = await traders.reset(token, NEW_PASSWORD);
        assert.ok(status < 400, `${status}`);
        password = NEW_PASSWORD;
      },
      'an end of all sessions of the white label': async () => {
        // The engine reads the system's clock, in seconds.
        stage.clock.set(Date.now() + SECOND_MS);
        await stage.app.brokers.endAllSessions(STAGE_BROKER);
      },
    };

    test('gives a code when the browser goes on', async () => {
      const holder = await formOfHolder();
      assert.equal(await goOn(holder, (await holder.submit()).url), true);
    });

    test('row 33: call 4.5 right before the answer is written ends it', async () => {
      const holder = await formOfHolder();
      const done = before(stage.app.storage.expiring, { operation: 'put', kind: 'app-request' }, async () => {
        stage.clock.advance(1);
        await endings['call 4.5']();
      });
      const { url } = await holder.submit().finally(done);
      assert.equal(await goOn(holder, url), false);
    });

    for (const [what, end] of Object.entries(endings)) {
      test(`row 33: is ended by ${what}`, async () => {
        const holder = await formOfHolder();
        const { url } = await holder.submit();
        await end();
        assert.equal(await goOn(holder, url), false);
      });
    }
  });
}
