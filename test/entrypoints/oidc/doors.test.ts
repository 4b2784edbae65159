import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrokersFile } from '../../../src/config/seed-file-types.ts';
import { SEEDED_TRADER, send } from '../../support/trader-browser.ts';
import { REDIRECT_URI } from './support/app-clients.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem, redemptionOf } from './support/code-flow.ts';
import { basic, parametersOf, toProtocolAnswer } from './support/issuer-caller.ts';
import { MAIN, STRANGER, useIssuerStage } from './support/issuer-stage.ts';
import { decodeJwt } from './support/make-jwt.ts';

const HOST = 'login.financialhouse.example';
/** What an issuer's own paths are called. */
const AWKWARD = ['auth', 'token', 'oidc', 'me', 'request', 'session', '.well-known-x'];

function withDoors(file: BrokersFile): BrokersFile {
  const [model] = file.brokers;
  assert.ok(model);
  const named = AWKWARD.map((brokerName, index) => ({
    ...{ ...model, brokerName, displayName: brokerName, platformPassword: `sandbox-password-${brokerName}` },
    traders: model.traders.map((trader) => ({ ...trader, platformUserId: 8_000_000 + index, accounts: [] })),
    apiKeys: [],
  }));
  const brokers = file.brokers.map((broker) =>
    broker.brokerName === STRANGER ? { ...broker, hosts: [HOST] } : broker,
  );
  return { ...file, brokers: [...brokers, ...named] };
}

describe('the doors of an issuer', () => {
  const stage = useIssuerStage(async () => ({ seed: withDoors }));
  const originOf = () => new URL(stage().at().issuer).origin;
  const discover = async (path: string, headers: Record<string, string> = {}) =>
    toProtocolAnswer(await send(originOf() + path, { headers }));

  for (const brokerName of AWKWARD) {
    test(`a white label that is named "${brokerName}" works like any other`, async () => {
      const { at, newBrowser } = stage();
      const there = at(brokerName);
      const tokens = await getTokens(there, newBrowser());
      const { claims } = decodeJwt(tokens.id_token);
      assert.deepEqual([claims.iss, claims.broker_name], [there.issuer, brokerName]);
      assert.equal((await there.userinfo(tokens.access_token)).body.broker_name, brokerName);
      assert.equal((await at(MAIN).userinfo(tokens.access_token)).status, 401);
      const { issuer } = (await discover(`/.well-known/oauth-authorization-server/b/${brokerName}/oidc`)).body;
      assert.equal(issuer, there.issuer);
    });
  }

  test('both forms of discovery say the same, at the path and at the host of a white label', async () => {
    const host = { Host: `${HOST}:${new URL(originOf()).port}` };
    for (const [below, wellKnown, headers, issuer] of [
      [`/b/${MAIN}/oidc`, `/b/${MAIN}/oidc`, {}, `${originOf()}/b/${MAIN}/oidc`],
      [`/b/${STRANGER}/oidc`, `/b/${STRANGER}/oidc`, host, `${originOf()}/b/${STRANGER}/oidc`],
      ['/oidc', '/oidc', host, `http://${host.Host}/oidc`],
    ] as const) {
      const documents = [
        await discover(`${below}/.well-known/openid-configuration`, headers),
        await discover(`/.well-known/oauth-authorization-server${wellKnown}`, headers),
        await discover(`/.well-known/openid-configuration${wellKnown}`, headers),
      ];
      const [{ body }, ...others] = documents as [(typeof documents)[0], ...typeof documents];
      assert.equal(body.issuer, issuer);
      for (const other of others) assert.deepEqual(other.body, body);
      const endpoints = Object.entries(body).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
      assert.ok(endpoints.length >= 7);
      for (const [name, url] of endpoints) assert.ok(String(url).startsWith(`${issuer}/`), name);
    }
  });

  test('an app works with a white label by its host, and is told so in every answer', async () => {
    const host = `${HOST}:${new URL(originOf()).port}`;
    const headers = { Host: host, 'Content-Type': 'application/x-www-form-urlencoded', ...basic('back-end') };
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'crm_api' }).toString();
    const tokens = await send(`${originOf()}/oidc/token`, { method: 'POST', headers, body });
    assert.equal(tokens.status, 200);
    const query = (changes: Record<string, string>) => new URLSearchParams(goodRequest(newVerifier(), changes));
    const url = `${originOf()}/oidc/auth?${query({})}`;
    const asked = await send(url, { headers: { Host: host } });
    assert.ok(asked.headers.location?.startsWith(`http://${host}/auth/login?appRequest=`), asked.headers.location);
    const refused = await send(`${originOf()}/oidc/auth?${query({ prompt: 'none' })}`, { headers: { Host: host } });
    assert.equal(parametersOf(refused).iss, `http://${host}/oidc`);
    const elsewhere = await send(url, { headers: { Host: host.replace('login', 'evil') } });
    assert.equal(elsewhere.status, 400, 'a host of nobody names no white label');
  });

  test('what one door issued is worth nothing at the other, and is not burnt there', async () => {
    const { at, newBrowser } = stage();
    const there = at(STRANGER);
    const host = { Host: `${HOST}:${new URL(originOf()).port}`, 'Content-Type': 'application/x-www-form-urlencoded' };
    const ask = async (path: string, form: Record<string, string>, clientId = 'web') => {
      const [body, headers] = [new URLSearchParams(form).toString(), { ...host, ...basic(clientId) }];
      return toProtocolAnswer(await send(`${originOf()}/oidc${path}`, { method: 'POST', headers, body }));
    };

    const issued = await getCode(there, newBrowser(), OFFLINE);
    assert.equal((await ask('/token', redemptionOf(issued))).body.error, 'invalid_grant');
    const { body } = await redeem(there, issued);
    const { access_token, refresh_token } = body as Record<'access_token' | 'refresh_token', string>;
    const refresh = { grant_type: 'refresh_token', refresh_token };
    assert.equal((await ask('/token', refresh)).body.error, 'invalid_grant');
    for (const token of [access_token, refresh_token]) {
      assert.equal((await ask('/token/introspection', { token })).text, '{"active":false}');
      assert.equal((await ask('/token/revocation', { token })).status, 200);
    }
    const userinfo = { headers: { Host: host.Host, Authorization: `Bearer ${access_token}` } };
    assert.equal((await send(`${originOf()}/oidc/me`, userinfo)).status, 401);
    assert.equal((await there.userinfo(access_token)).status, 200);
    assert.equal((await there.token(refresh, basic('web'))).status, 200);

    const pushed = (await there.push(goodRequest(newVerifier()), basic('web'))).body;
    const query = { client_id: 'web', request_uri: String(pushed.request_uri) };
    const elsewhere = await send(`${originOf()}/oidc/auth?${new URLSearchParams(query)}`, { headers: host });
    assert.equal(elsewhere.status, 400);
    assert.ok((await newBrowser().logIn(there.authorizeUrl(query))).searchParams.get('code'));
  });

  test('a request that came in by one door does not go on at the other', async () => {
    const { at, newBrowser } = stage();
    const browser = newBrowser(`${at(STRANGER).issuer}/auth/`);
    const page = await browser.open(at(STRANGER).authorizeUrl(goodRequest(newVerifier())));
    const { url } = await browser.send(page, SEEDED_TRADER);
    const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const headers = { Host: `${HOST}:${new URL(originOf()).port}`, cookie };
    const elsewhere = await send(url.replace(at(STRANGER).issuer, `${originOf()}/oidc`), { headers });
    assert.equal(elsewhere.headers.location, undefined);
    assert.equal(elsewhere.status, 400);
    assert.match((await send(url, { headers: { cookie } })).headers.location ?? '', /[?&]code=/);
  });

  test('the path and the host must not name two white labels', async () => {
    const host = { Host: `${HOST}:${new URL(originOf()).port}` };
    const answer = await discover(`/b/${MAIN}/oidc/.well-known/openid-configuration`, host);
    assert.equal(answer.status, 403);
    assert.equal(answer.body.issuer, undefined);
  });

  test('nothing that a caller says of host, scheme or path changes an address of an issuer', async () => {
    const { issuer } = stage().at();
    const origin = originOf();
    const lies: readonly Record<string, string>[] = [
      { Host: 'evil.example' },
      { Host: 'evil.example:443' },
      { Host: '127.0.0.1' },
      { 'X-Forwarded-Host': 'evil.example' },
      { 'X-Forwarded-Proto': 'https' },
      { 'X-Forwarded-Port': '8443' },
      { 'X-Forwarded-Prefix': '/evil' },
      { 'X-Original-URL': '/evil' },
      { 'X-Rewrite-URL': '/evil' },
      { Forwarded: 'host=evil.example;proto=https' },
      { Origin: 'https://evil.example' },
      { Referer: 'https://evil.example/' },
    ];
    for (const lie of lies) {
      const said = JSON.stringify(lie);
      const { body } = await stage().at().get('/.well-known/openid-configuration', lie);
      assert.equal(body.issuer, issuer, said);
      assert.ok(!JSON.stringify(body).includes('evil'), said);
      const asked = await stage().at().authorize(goodRequest(newVerifier()), lie);
      assert.ok(asked.headers.location?.startsWith(`${origin}/b/${MAIN}/auth/login?`), said);
      const refused = await stage()
        .at()
        .authorize(goodRequest(newVerifier(), { prompt: 'none' }), lie);
      assert.ok(refused.headers.location?.startsWith(`${REDIRECT_URI}?`), said);
      assert.equal(parametersOf(refused).iss, issuer, said);
      const ended = await stage().at().get('/session/end', lie);
      assert.ok(!ended.text.includes('evil'), said);
    }
  });

  test('a request target in absolute form does not change an address either', async () => {
    const path = `/b/${MAIN}/oidc/.well-known/openid-configuration`;
    for (const target of [`http://evil.example${path}`, `${originOf()}${path}`, `https://evil.example:1${path}`]) {
      const answer = toProtocolAnswer(await send(originOf() + path, { target }));
      assert.ok(answer.status < 500);
      assert.ok(!answer.text.includes('evil'));
      if (answer.status === 200) assert.equal(answer.body.issuer, stage().at().issuer);
    }
  });

  test('other spellings of a white label or of a path lead to no other issuer', async () => {
    for (const path of [
      ...['/b/nobody/oidc', '/b/TRADINGTECH_MAIN/oidc', `/b/${MAIN}%00/oidc`, `/b/${MAIN}/OIDC`, '/b//oidc', '/oidc'],
      ...[
        `/b/${MAIN}/oidc/%zz`,
        `/b/${MAIN}/oidc/..%2f..%2f`,
        `/b/${MAIN}%2foidc`,
        '/b/%2e%2e/oidc',
        `//b/${MAIN}/oidc`,
      ],
    ]) {
      const answer = await discover(`${path}/.well-known/openid-configuration`);
      assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
      assert.equal(answer.body.issuer, undefined);
    }
    const named = await discover(`/b/${MAIN}/oidc/.well-known/openid-configuration?brokerName=${STRANGER}`);
    assert.equal(named.body.issuer, `${originOf()}/b/${MAIN}/oidc`, 'a parameter of the app’s own means nothing here');
  });
});
