import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { APP_SECRET, REDIRECT_URI } from './support/app-clients.ts';
import { getCode, goodRequest, newVerifier } from './support/code-flow.ts';
import type { Fields } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';

const DEVICE_URI = 'com.example.device:/callback';
const DEVICE = { client_id: 'device', redirect_uri: DEVICE_URI };
const OTHER_TRADER = { email: 'other@example.com' };

const stage = useIssuerStage(async () => ({
  clients: [
    { id: 'device', name: 'An app', authMethod: 'none', applicationType: 'native', redirectUris: [DEVICE_URI] },
    { id: 'other-third-party', name: 'Another app', secret: APP_SECRET, redirectUris: [REDIRECT_URI] },
  ],
  seed: (file) => ({
    ...file,
    brokers: file.brokers.map((broker) => ({
      ...broker,
      traders: broker.traders.flatMap((trader) => [
        trader,
        { ...trader, ...OTHER_TRADER, platformUserId: 7_000_000 + trader.platformUserId, accounts: [] },
      ]),
    })),
  }),
}));

/** What an app gets that may show the trader nothing: a code, or the reason why not. */
async function silently(browser: OidcBrowser, changes: Fields): Promise<string> {
  const url = stage()
    .at()
    .authorizeUrl(goodRequest(newVerifier(), { ...changes, prompt: 'none' }));
  const answer = new URL((await browser.open(url)).url).searchParams;
  return answer.has('code') ? 'a code' : String(answer.get('error'));
}

test('who has consented to an app of somebody else’s is not asked again', async () => {
  const { at, newBrowser } = stage();
  const browser = newBrowser();
  const app = { client_id: 'third-party' };
  assert.equal(await silently(browser, app), 'login_required');
  await getCode(at(), browser);
  assert.equal(await silently(browser, app), 'consent_required');
  await getCode(at(), browser, app);
  assert.equal(await silently(browser, app), 'a code');
});

test('for an app on a device that is somebody else’s the trader is asked each time, for anybody can pass for it', async () => {
  const { at, newBrowser } = stage();
  const browser = newBrowser(DEVICE_URI);
  for (let time = 0; time < 2; time += 1) {
    assert.ok((await getCode(at(), browser, DEVICE)).code);
    assert.equal(await silently(browser, DEVICE), 'interaction_required');
    const page = await browser.open(at().authorizeUrl(goodRequest(newVerifier(), DEVICE)));
    assert.match(page.url, /\/auth\/consent\?/);
  }
});

for (const [whose, consentsAs, trader, isTheirs] of [
  ['another trader', 'third-party', OTHER_TRADER, false],
  ['another app', 'other-third-party', {}, false],
  ['this trader and app', 'third-party', {}, true],
] as const) {
  test(`row 28: a session that names the consent of ${whose} ${isTheirs ? 'is not asked' : 'is asked for its own'}`, async () => {
    const { at, newBrowser } = stage();
    const giver = newBrowser();
    const url = at().authorizeUrl(goodRequest(newVerifier(), { client_id: consentsAs }));
    assert.ok((await giver.logIn(url, trader)).searchParams.has('code'));
    const grantId = grantIdOf((await sessionOf(giver)).provider, consentsAs);
    assert.ok(grantId);

    const browser = newBrowser();
    await getCode(at(), browser);
    const session = await sessionOf(browser);
    const authorizations = { ...authorizationsOf(session.provider), 'third-party': { sid: 'a-sid', grantId } };
    const changed = { ...session, provider: { ...session.provider, authorizations } };
    const { access, brokers } = stage().app;
    const id = cookieOf(browser);
    await access.appSessions.save(brokers.get(MAIN), id, changed, { id, record: session });
    assert.equal(await silently(browser, { client_id: 'third-party' }), isTheirs ? 'a code' : 'consent_required');
  });
}

function cookieOf(browser: OidcBrowser): string {
  const [, value = ''] = [...browser.cookies].find(([name]) => name.endsWith(`session.${MAIN}`)) ?? [];
  return value;
}

async function sessionOf(browser: OidcBrowser) {
  const { access, brokers } = stage().app;
  const session = await access.appSessions.find(brokers.get(MAIN), cookieOf(browser));
  assert.ok(session);
  return session;
}

type Provider = NonNullable<Awaited<ReturnType<typeof sessionOf>>['provider']> | undefined;

function authorizationsOf(provider: Provider): Record<string, { grantId?: string }> {
  return (provider?.authorizations ?? {}) as Record<string, { grantId?: string }>;
}

function grantIdOf(provider: Provider, clientId: string): string | undefined {
  return authorizationsOf(provider)[clientId]?.grantId;
}
