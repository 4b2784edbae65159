import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { OidcBrowser } from '../entrypoints/oidc/clients/oidc-browser.ts';
import { oidcBrowser } from '../entrypoints/oidc/clients/oidc-browser.ts';
import { APP, REDIRECT_URI, STAGE_BROKER } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, tokensIn } from '../entrypoints/oidc/races/oidc-app.ts';
import type { Answer } from '../support/platform-caller.ts';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';
import { type IssuerProcesses, openIssuerProcesses } from './oidc-processes.ts';
import { waitForReadiness } from './outage.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };

describe('an issuer whose store is gone', { skip: skipWithoutPostgres() || skipWithoutRedis() }, () => {
  let postgres: PostgresServer;
  let redis: RedisServer;
  let processes: IssuerProcesses;
  let url = '';
  let browser: OidcBrowser;
  let app: OidcApp;

  before(async () => {
    [postgres, redis] = await Promise.all([startPostgresServer(), startRedisServer({ appendfsync: 'always' })]);
    const databaseUrl = await postgres.createDatabase();
    // A code lives for ten minutes there, so that none is over when the store is back.
    const clients = [{ ...APP, ...APP_1, profile: 'autoshares' as const }];
    processes = await openIssuerProcesses({ databaseUrl, redisUrl: redis.url, clients });
    url = (await processes.start()).url;
    browser = await signedInBrowser(processes.url);
    app = oidcApp(processes.url, APP_1);
  });
  after(async () => {
    await processes?.close();
    await Promise.all([postgres?.close(), redis?.close()]);
  });

  const outages = [
    ['stops', () => redis.stop(), () => redis.restart()],
    ['dies', () => redis.kill(), () => redis.restart()],
    ['hangs', async () => redis.setPaused(true), async () => redis.setPaused(false)],
  ] as const;
  for (const [what, end, mend] of outages) {
    test(`row 43: Redis ${what}: 503 with Retry-After at every endpoint of the app’s, nothing is consumed, and all is well when it is back`, async () => {
      const { accessToken, refreshToken } = await app.getTokens(browser);
      const code = await app.getCode(browser);
      await end();
      await waitForReadiness(url, 503);

      assertUnavailable(await app.redeem(code));
      assertUnavailable(await app.redeem(code));
      assertUnavailable(await app.refresh(refreshToken));
      assertUnavailable(await app.post('/token/introspection', { token: accessToken }));
      assertUnavailable(await app.post('/token/revocation', { token: accessToken }));
      await assertSentBack(browser);
      await assertSentBack(oidcBrowser(REDIRECT_URI));

      await mend();
      await waitForReadiness(url, 200);
      assert.equal(await app.isActive(accessToken), true);
      const redeemed = await app.redeem(code);
      assert.equal(redeemed.status, 200, redeemed.text);
      assert.equal((await app.refresh(refreshToken)).status, 200);
      await app.getCode(browser, 'openid');
    });
  }

  test('row 43: PostgreSQL: 503 where records are needed, nothing is consumed, and all is well when it is back', async () => {
    const { accessToken, refreshToken } = await app.getTokens(browser);
    const code = await app.getCode(browser);
    await postgres.stop();
    await waitForReadiness(url, 503);

    assertUnavailable(await app.redeem(code));
    assertUnavailable(await app.refresh(refreshToken));
    await assertSentBack(browser);
    // Who was disabled stands in the records.
    assertUnavailable(await app.post('/token/introspection', { token: accessToken }));
    const keys = await fetch(`${url}/b/${STAGE_BROKER}/oidc/jwks`);
    assert.equal(keys.status, 200, 'the provider that there is serves on');
    const elsewhere = await fetch(`${url}/b/tradingtech_main/oidc/jwks`);
    assert.equal(elsewhere.status, 503, 'none could be made');
    assert.match(elsewhere.headers.get('retry-after') ?? '', /^[1-9]\d*$/);

    await postgres.restart();
    await waitForReadiness(url, 200);
    const redeemed = await app.redeem(code);
    assert.equal(redeemed.status, 200, redeemed.text);
    const renewed = await app.refresh(refreshToken);
    assert.equal(renewed.status, 200, renewed.text);
    assert.equal(await app.isActive(tokensIn(renewed.body).accessToken), true);
    assert.equal((await fetch(`${url}/b/tradingtech_main/oidc/jwks`)).status, 200);
  });

  /** A browser is not kept: its app says what to do (RFC 6749, section 4.1.2.1). */
  async function assertSentBack(from: OidcBrowser): Promise<void> {
    const query = new URLSearchParams({
      ...{ client_id: APP_1.id, redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid' },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
    });
    const page = await from.open(`${processes.url}/b/${STAGE_BROKER}/oidc/auth?${query}`);
    assert.ok(page.url.startsWith(REDIRECT_URI), `${page.status} ${page.url}`);
    assert.equal(new URL(page.url).searchParams.get('error'), 'temporarily_unavailable');
  }
});

function assertUnavailable({ status, body, headers, text }: Answer): void {
  assert.deepEqual([status, body.error], [503, 'temporarily_unavailable'], text);
  assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
}
