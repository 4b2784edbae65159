import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { generateKeyPair } from 'jose';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';
import { readDatabase, readFolder } from '../../operations/stored-text.ts';
import { ENGINES } from '../../support/engines.ts';
import { readExpiring } from '../../support/read-expiring.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { APP_KEYS, APP_SECRET, RESOURCE } from './support/app-clients.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { type IssuerStage, MAIN, SISTER, STRANGER, startIssuerStage } from './support/issuer-stage.ts';
import { assertionFields, makeAssertion, makeDpopProof } from './support/make-jwt.ts';

const WHITE_LABELS: Readonly<Record<string, number>> = { [MAIN]: 10345533, [SISTER]: 10345534, [STRANGER]: 10345535 };

/** What an issuer keeps of the flows below. */
const KINDS = [
  ...['app-code', 'app-access-token', 'app-refresh-token', 'app-client-token', 'app-grant', 'app-request'],
  ...['app-pushed-request', 'app-replay', 'browser-session', 'session'],
];

for (const { name, skip, open } of ENGINES) {
  describe(`what an issuer leaves behind, on ${name}`, { skip }, () => {
    test('rows 29 and 49: every stored key and log line carries its white label, and none shows a token, code, cookie or secret', async (t) => {
      const folder = makeTempFolder();
      t.after(() => folder.remove());
      const urls = await open();
      const stage = await startIssuerStage({ ...urls, environment: { DATA_DIR: folder.path } });
      const secrets = new Set<string>();
      try {
        for (const brokerName of Object.keys(WHITE_LABELS)) await useEverything(stage, brokerName, secrets);
      } finally {
        await stage.close();
      }

      const stored = await readExpiring(urls, folder.path);
      for (const { key, owner } of stored) assert.ok(owner !== undefined && owner in WHITE_LABELS, key);
      for (const brokerName of Object.keys(WHITE_LABELS)) {
        for (const kind of KINDS)
          assert.ok(
            stored.some(({ key, owner }) => owner === brokerName && key.includes(kind)),
            `${brokerName} stored a ${kind}`,
          );
      }
      const records = urls.databaseUrl === undefined ? readFolder(folder.path) : await readDatabase(urls.databaseUrl);
      assertNoSecret([...stored.map(({ key, content }) => `${key} ${content}`), records], secrets);
      assertNoSecret(stage.logLines, secrets);
      assertNamed(stage.logLines);
    });
  });
}

/** Goes every way there is, good and bad, and notes each secret that was sent or received. */
async function useEverything(stage: IssuerStage, brokerName: string, secrets: Set<string>): Promise<void> {
  const at = stage.at(brokerName);
  const broker = stage.app.brokers.get(brokerName);
  const browser = stage.newBrowser();
  const note = (...texts: unknown[]) => {
    for (const text of texts) if (typeof text === 'string' && text.length >= 16) secrets.add(text);
  };
  note(APP_SECRET, 'Sandbox-Trader-1');

  const issued = await getCode(at, browser, OFFLINE);
  note(issued.code, issued.verifier, ...browser.cookies.values());
  const { body } = await redeem(at, issued);
  note(body.access_token, body.refresh_token, body.id_token);
  await redeem(at, issued);
  const tokens = await getTokens(at, browser, OFFLINE);
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const renewed = await at.token(form, basic('web'));
  note(
    tokens.access_token,
    tokens.refresh_token,
    tokens.id_token,
    renewed.body.access_token,
    renewed.body.refresh_token,
  );
  await at.userinfo(tokens.access_token);
  await at.introspect(tokens.access_token);
  await at.get(`/me?access_token=${tokens.access_token}`);
  await at.token({ ...form, client_id: 'web', client_secret: 'a-wrong-secret-in-the-body' });
  await at.token(form, basic('web', 'a-wrong-secret-in-the-header'));
  await at.post(`/token?client_secret=a-wrong-secret-in-the-query&code=${issued.code}`, form);
  note('a-wrong-secret-in-the-body', 'a-wrong-secret-in-the-header', 'a-wrong-secret-in-the-query');

  const resource = await getCode(at, browser, { client_id: 'api-user', resource: RESOURCE, scope: 'openid email' });
  note((await redeem(at, resource, { resource: RESOURCE })).body.access_token);
  const own = await at.token({ grant_type: 'client_credentials', scope: 'crm_api' }, basic('back-end'));
  note(own.body.access_token);
  const oneTimeToken = await stage.app.access.issueSignInToken(broker, WHITE_LABELS[brokerName] ?? 0, true);
  const exchange = { grant_type: ONE_TIME_TOKEN_GRANT, token: oneTimeToken, scope: 'openid' };
  const exchanged = await at.token(exchange, basic('back-end'));
  note(oneTimeToken, exchanged.body.access_token, exchanged.body.id_token);
  const brought = await stage.app.access.issueSignInToken(broker, WHITE_LABELS[brokerName] ?? 0, true);
  await stage.newBrowser().open(at.authorizeUrl(goodRequest(newVerifier(), { one_time_token: brought })));
  const waiting = await stage.app.access.issueSignInToken(broker, WHITE_LABELS[brokerName] ?? 0, true);
  await at.authorize(goodRequest(newVerifier(), { one_time_token: waiting, state: 'a-state-that-nobody-may-see' }));
  note(brought, waiting, 'a-state-that-nobody-may-see');

  const pushed = await at.push(goodRequest(newVerifier(), { one_time_token: waiting }), basic('web'));
  note(pushed.body.request_uri);
  const assertion = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at.issuer });
  await at.post('/token/introspection', { token: tokens.access_token, ...assertionFields(assertion) });
  const keys = await generateKeyPair('ES256');
  const DPoP = await makeDpopProof(keys, { method: 'POST', url: `${at.issuer}/token` });
  await at.token({ grant_type: 'client_credentials' }, { ...basic('back-end'), DPoP });
  note(assertion, DPoP);

  await browser.open(`${at.issuer}/session/end?id_token_hint=${tokens.id_token}x&state=${issued.code}`);
  await browser.open(
    at.authorizeUrl(goodRequest(newVerifier(), { client_id: 'nobody', id_token_hint: tokens.id_token })),
  );
  note(...browser.cookies.values());
}

function assertNoSecret(texts: readonly string[], secrets: ReadonlySet<string>): void {
  for (const secret of secrets) {
    const found = texts.find((text) => text.includes(secret));
    const where = found?.indexOf(secret) ?? 0;
    assert.equal(found?.slice(Math.max(0, where - 200), where + 200), undefined, `it shows ${secret}`);
  }
}

/** Every line of a request that was let in names the white label that was asked. */
function assertNamed(lines: readonly string[]): void {
  const ofRequests = lines.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId !== undefined);
  assert.ok(ofRequests.length > 60);
  for (const line of ofRequests) assert.ok(line.broker in WHITE_LABELS, JSON.stringify(line));
}
