import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { SEEDED_TRADER } from '../../support/trader-browser.ts';
import { APP_SECRET, REDIRECT_URI, RESOURCE } from './support/app-clients.ts';
import { getTokens, goodRequest, newVerifier, redeem } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';
import { decodeJwt } from './support/make-jwt.ts';

const SCOPES = ['openid', 'offline_access', 'accounts', 'trading', 'payments'] as const;
const TRADER_APP = { name: 'Copy', secret: APP_SECRET, redirectUris: [REDIRECT_URI], scopes: SCOPES } as const;
const stage = useIssuerStage(async () => ({
  clients: [
    { ...TRADER_APP, id: 'copy', resources: [RESOURCE] },
    { ...TRADER_APP, id: 'copy-own', firstParty: true },
    {
      ...{ id: 'opened', name: 'Opened', secret: APP_SECRET, firstParty: true },
      ...{ grantTypes: [ONE_TIME_TOKEN_GRANT], scopes: ['openid', 'accounts'] },
    },
  ],
}));

const [DEMO, LIVE] = [3000001, 5000001];

/** The trader lets the app know of the live account alone. */
async function chooseLive(changes: Fields) {
  const { at, newBrowser } = stage();
  const browser = newBrowser();
  const verifier = newVerifier();
  const request = goodRequest(verifier, { client_id: 'copy', prompt: 'consent', ...changes });
  const page = await browser.send(await browser.open(at().authorizeUrl(request)), SEEDED_TRADER);
  const demo = parseHtmlForms(page.text)[0]?.fields.find(({ name }) => name.includes(String(DEMO)))?.name;
  assert.ok(demo, page.text);
  const unticked = page.text.replace(`name="${demo}" value="true" checked`, `name="${demo}" value="true"`);
  const left = new URL((await browser.send({ ...page, text: unticked })).url);
  const code = left.searchParams.get('code') ?? '';
  return { code, verifier, clientId: 'copy', redirectUri: REDIRECT_URI, answer: {} };
}

const refresh = (refreshToken: unknown, more: Fields = {}) =>
  stage()
    .at()
    .token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), ...more }, basic('copy'));

/** Accounts of one moment have no order among them. */
async function introspected(token: unknown): Promise<unknown> {
  const { body } = await stage().at().introspect(String(token));
  assert.equal(body.active, true);
  return Array.isArray(body.account_logins) ? body.account_logins.toSorted() : body.account_logins;
}

for (const scope of ['accounts', 'trading', 'payments']) {
  test(`introspection of a token for "${scope}" names the accounts that the trader chose, after a renewal too`, async () => {
    const { body } = await redeem(stage().at(), await chooseLive({ scope: `openid offline_access ${scope}` }));
    assert.deepEqual(await introspected(body.access_token), [LIVE]);
    const renewed = await refresh(body.refresh_token);
    assert.deepEqual(await introspected(renewed.body.access_token), [LIVE]);
  });
}

test('a signed token for a resource server names the accounts that the trader chose, after a renewal too', async () => {
  const { at } = stage();
  const issued = await chooseLive({ scope: 'openid offline_access trading', resource: RESOURCE });
  const { body } = await redeem(at(), issued, { resource: RESOURCE });
  assert.deepEqual(decodeJwt(String(body.access_token)).claims.account_logins, [LIVE]);
  const renewed = await refresh(body.refresh_token, { resource: RESOURCE });
  assert.deepEqual(decodeJwt(String(renewed.body.access_token)).claims.account_logins, [LIVE]);
});

test('a token names all accounts where the trader chose all, or nobody was asked', async () => {
  const { at, newBrowser } = stage();
  for (const client of ['copy', 'copy-own']) {
    const changes = {
      client_id: client,
      scope: 'openid trading',
      resource: `${at().issuer.slice(0, -5)}/trading-api/v1`,
    };
    const { access_token } = await getTokens(at(), newBrowser(), changes);
    assert.deepEqual(await introspected(access_token), [DEMO, LIVE]);
  }
});

test('a token that is not about accounts names none', async () => {
  const { at, newBrowser } = stage();
  const { access_token } = await getTokens(at(), newBrowser(), { client_id: 'copy', scope: 'openid' });
  assert.equal(await introspected(access_token), undefined);
});

test('a token that was traded for a one-time token names the accounts too', async () => {
  const { at, url } = stage();
  const platform = platformCaller(url, MAIN);
  const generated = await platform.generate(await platform.crmApiToken(), 10345533);
  const form = { grant_type: ONE_TIME_TOKEN_GRANT, token: String(generated.body.token), scope: 'openid accounts' };
  const { body } = await at().token(form, basic('opened'));
  assert.deepEqual(await introspected(body.access_token), [DEMO, LIVE]);
});
