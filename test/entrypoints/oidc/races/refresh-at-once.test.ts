import assert from 'node:assert/strict';
import { after, before as beforeAll, describe, test } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import type { Answer } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import type { OidcBrowser } from '../clients/oidc-browser.ts';
import { APP } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, tokensIn } from './oidc-app.ts';
import { before } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const STRICT = { id: 'strict-app', secret: 'the-secret-of-a-strict-app' };
const LENIENT = { id: 'lenient-app', secret: 'the-secret-of-a-lenient-app' };

/** Where the first of two is when the second comes. */
const MOMENTS = [
  { moment: 'before the first has spent it', operation: 'compareAndSet', kind: 'app-refresh-token', wins: 'second' },
  { moment: 'before the first is answered', operation: 'put', kind: 'app-access-token', wins: 'first' },
] as const;

for (const { name, skip, open } of ENGINES) {
  describe(`a refresh token that two requests show at once, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let browser: OidcBrowser;

    beforeAll(async () => {
      const clients = [
        { ...APP, ...STRICT, refreshGraceSeconds: 0 },
        { ...APP, ...LENIENT, refreshGraceSeconds: 10 },
      ];
      bridge = await startIssuer({ ...(await open()), clients });
      browser = await signedInBrowser(bridge.url);
    });
    after(() => bridge?.close());

    /** Has a second request come, and answered, in the middle of the first. */
    async function refreshTwice(app: OidcApp, refreshToken: string, at: (typeof MOMENTS)[number]) {
      const answers: Partial<Record<'first' | 'second', Answer>> = {};
      const takeBack = before(bridge.app.storage.expiring, at, async () => {
        answers.second = await app.refresh(refreshToken);
      });
      answers.first = await app.refresh(refreshToken);
      takeBack();
      return answers;
    }

    for (const app of [STRICT, LENIENT]) {
      for (const at of MOMENTS) {
        test(`row 2: of ${app.id}, ${at.moment}: one is refused, and the family lives`, async () => {
          const client = oidcApp(bridge.url, app);
          const { accessToken, refreshToken } = await client.getTokens(browser);
          const answers = await refreshTwice(client, refreshToken, at);
          const [won, lost] = [answers[at.wins], answers[at.wins === 'first' ? 'second' : 'first']];
          assert.deepEqual([lost?.status, lost?.body.error], [400, 'invalid_grant'], lost?.text);
          assert.equal(won?.status, 200, won?.text);

          const successor = tokensIn(won?.body ?? {});
          for (const token of [accessToken, successor.accessToken]) assert.equal(await client.isActive(token), true);
          const next = await client.refresh(successor.refreshToken);
          assert.equal(next.status, 200, next.text);
          assert.equal(await client.isActive(tokensIn(next.body).accessToken), true);
        });
      }
    }
  });
}
