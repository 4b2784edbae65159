import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BridgeError } from '../../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../../support/engines.ts';
import type { Answer } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import type { OidcBrowser } from '../clients/oidc-browser.ts';
import { APP } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, type Tokens, tokensIn } from './oidc-app.ts';
import { type Interfere, interfere } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const STRICT = { id: 'strict-app', secret: 'the-secret-of-a-strict-app' };
const LENIENT = { id: 'lenient-app', secret: 'the-secret-of-a-lenient-app' };
const GRACE_SECONDS = 10;
const RETRIES_AT_ONCE = 10;

for (const { name, skip, open } of ENGINES) {
  describe(`a refresh token that is shown again, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let browser: OidcBrowser;
    let strict: OidcApp;
    let lenient: OidcApp;

    before(async () => {
      const clients = [
        { ...APP, ...STRICT, refreshGraceSeconds: 0 },
        { ...APP, ...LENIENT, refreshGraceSeconds: GRACE_SECONDS },
      ];
      bridge = await startIssuer({ ...(await open()), clients });
      browser = await signedInBrowser(bridge.url);
      [strict, lenient] = [oidcApp(bridge.url, STRICT), oidcApp(bridge.url, LENIENT)];
    });
    after(() => bridge?.close());

    async function follow(app: OidcApp, refreshToken: string): Promise<Tokens> {
      const { status, body, text } = await app.refresh(refreshToken);
      assert.equal(status, 200, text);
      return tokensIn(body);
    }

    /** Neither what was bought with it nor what followed it is good any more. */
    async function assertFamilyEnded(app: OidcApp, family: readonly Tokens[]): Promise<void> {
      for (const { accessToken, refreshToken } of family) {
        assert.equal(await app.isActive(accessToken), false);
        assertInvalidGrant(await app.refresh(refreshToken));
      }
    }

    test('row 5: after the grace ends the whole family', async () => {
      const first = await lenient.getTokens(browser);
      const second = await follow(lenient, first.refreshToken);
      const third = await follow(lenient, second.refreshToken);
      bridge.clock.advance((GRACE_SECONDS + 1) * 1000);
      assertInvalidGrant(await lenient.refresh(second.refreshToken));
      await assertFamilyEnded(lenient, [third, second, first]);
    });

    test('row 5: ends no other family of the same trader', async () => {
      const other = await lenient.getTokens(await signedInBrowser(bridge.url));
      const first = await lenient.getTokens(browser);
      const second = await follow(lenient, first.refreshToken);
      bridge.clock.advance((GRACE_SECONDS + 1) * 1000);
      assertInvalidGrant(await lenient.refresh(first.refreshToken));
      await assertFamilyEnded(lenient, [second]);
      assert.equal(await lenient.isActive(other.accessToken), true);
      await follow(lenient, other.refreshToken);
    });

    test('row 5: within the grace gets the very same successor, and that one goes on', async () => {
      const first = await lenient.getTokens(browser);
      const lost = await follow(lenient, first.refreshToken);
      bridge.clock.advance((GRACE_SECONDS - 1) * 1000);
      const again = await follow(lenient, first.refreshToken);
      assert.equal(again.refreshToken, lost.refreshToken);
      assert.notEqual(again.accessToken, lost.accessToken);
      const third = await follow(lenient, again.refreshToken);
      assert.equal(await lenient.isActive(third.accessToken), true);
    });

    test('row 5: within the grace, many times at once, never forks the chain', async () => {
      const first = await lenient.getTokens(browser);
      const { refreshToken } = await follow(lenient, first.refreshToken);
      const retries = Array.from({ length: RETRIES_AT_ONCE }, () => lenient.refresh(first.refreshToken));
      for (const answer of await Promise.all(retries)) {
        if (answer.status === 200) assert.equal(tokensIn(answer.body).refreshToken, refreshToken);
        else assertInvalidGrant(answer);
      }
      const third = await follow(lenient, refreshToken);
      assert.equal((await follow(lenient, refreshToken)).refreshToken, third.refreshToken);
    });

    test('row 5: the grace is for the immediate predecessor alone', async () => {
      const first = await lenient.getTokens(browser);
      const second = await follow(lenient, first.refreshToken);
      const third = await follow(lenient, second.refreshToken);
      assertInvalidGrant(await lenient.refresh(first.refreshToken));
      await assertFamilyEnded(lenient, [third, second]);
    });

    test('row 5: without grace ends the family at once', async () => {
      const first = await strict.getTokens(browser);
      const second = await follow(strict, first.refreshToken);
      assertInvalidGrant(await strict.refresh(first.refreshToken));
      await assertFamilyEnded(strict, [second]);
    });

    const isSpending: Case = ['compareAndSet', 'app-refresh-token'];
    const isSuccessor: Case = ['putIfAbsent', 'app-refresh-token'];
    const isAccessToken: Case = ['put', 'app-access-token'];

    for (const [operation, kind] of [isSuccessor, isSpending]) {
      test(`rows 5, 43: a store that fails at the ${operation} of a rotation has consumed nothing`, async () => {
        const first = await strict.getTokens(browser);
        const answer = await failingOnce([operation, kind], () => strict.refresh(first.refreshToken));
        assertUnavailable(answer);
        const second = await follow(strict, first.refreshToken);
        await follow(strict, second.refreshToken);
      });
    }

    test('rows 5, 43: a store that fails after a rotation leaves its successor for who asks again', async () => {
      const first = await lenient.getTokens(browser);
      assertUnavailable(await failingOnce(isAccessToken, () => lenient.refresh(first.refreshToken)));
      const second = await follow(lenient, first.refreshToken);
      assert.equal((await follow(lenient, first.refreshToken)).refreshToken, second.refreshToken);
      await follow(lenient, second.refreshToken);
    });

    async function failingOnce([operation, kind]: Case, work: () => Promise<Answer>): Promise<Answer> {
      let hasFailed = false;
      const fail: Interfere = (...now) => {
        if (hasFailed || now[0] !== operation || now[1] !== kind) return;
        hasFailed = true;
        throw new BridgeError('store_unavailable', { detail: 'a test says so' });
      };
      const takeBack = interfere(bridge.app.storage.expiring, fail);
      try {
        return await work();
      } finally {
        takeBack();
        assert.ok(hasFailed, `${operation} of ${kind} never came`);
      }
    }
  });
}

type Case = Parameters<Interfere>;

function assertInvalidGrant({ status, body, text }: Answer): void {
  assert.deepEqual([status, body.error], [400, 'invalid_grant'], text);
}

function assertUnavailable({ status, body, headers, text }: Answer): void {
  assert.deepEqual([status, body.error], [503, 'temporarily_unavailable'], text);
  assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
}
