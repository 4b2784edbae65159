import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import type { Answer } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import type { OidcBrowser } from '../clients/oidc-browser.ts';
import { APP } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, tokensIn } from './oidc-app.ts';
import { slowDown } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const TIMES = 50;
const ROUNDS = 3;
const STRICT = { id: 'strict-app', secret: 'the-secret-of-a-strict-app' };
const LENIENT = { id: 'lenient-app', secret: 'the-secret-of-a-lenient-app' };

for (const { name, skip, open } of ENGINES) {
  describe(`50 at once, on ${name} with latency`, { skip }, () => {
    let bridge: TestBridge;
    let browser: OidcBrowser;
    let strict: OidcApp;
    let lenient: OidcApp;

    before(async () => {
      const clients = [
        { ...APP, ...STRICT, refreshGraceSeconds: 0 },
        { ...APP, ...LENIENT, refreshGraceSeconds: 10 },
      ];
      bridge = await startIssuer({ ...(await open()), clients });
      slowDown(bridge.app.storage.expiring, 2);
      browser = await signedInBrowser(bridge.url);
      [strict, lenient] = [oidcApp(bridge.url, STRICT), oidcApp(bridge.url, LENIENT)];
    });
    after(() => bridge?.close());

    const atOnce = (send: () => Promise<Answer>) => Promise.all(Array.from({ length: TIMES }, send));

    test('row 1: of 50 parallel redemptions of a code one gets tokens, and the rest invalid_grant', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const code = await strict.getCode(browser);
        assertOneWon(await atOnce(() => strict.redeem(code)));
        assert.equal((await strict.redeem(code)).body.error, 'invalid_grant');
      }
    });

    test('row 2: of 50 parallel uses of a refresh token without grace one gets a successor', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { refreshToken } = await strict.getTokens(browser);
        assertOneWon(await atOnce(() => strict.refresh(refreshToken)));
      }
    });

    test('row 2: with grace too, and the chain goes on with that one', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { refreshToken } = await lenient.getTokens(browser);
        const { body } = assertOneWon(await atOnce(() => lenient.refresh(refreshToken)));
        const next = await lenient.refresh(tokensIn(body).refreshToken);
        assert.equal(next.status, 200, next.text);
        assert.equal(await lenient.isActive(tokensIn(next.body).accessToken), true);
      }
    });

    test('none of it was a fault of the bridge', () => {
      const faults = bridge.logLines.filter((line) => JSON.parse(line).level >= 50);
      assert.deepEqual(faults, []);
    });
  });
}

/** @returns The one that got something. */
function assertOneWon(answers: readonly Answer[]): Answer {
  const statuses = answers.map(({ status }) => status).join(' ');
  const [won, ...others] = answers.toSorted((one, other) => one.status - other.status);
  assert.ok(won?.status === 200 && others.every(({ status }) => status === 400), statuses);
  for (const { body, text } of others) assert.equal(body.error, 'invalid_grant', text);
  return won;
}
