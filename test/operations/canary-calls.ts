import { post } from '../support/platform-caller.ts';
import { send } from '../support/trader-browser.ts';
import { CANARY_BROKER, CANARY_CRM, CANARY_PASSWORD, type CanaryBridge, newCanary } from './canary-bridge.ts';
import { note } from './secrets.ts';

/** What was said to be wrong: bodies of answers with a status from 400 up, and the headers of all. */
export interface Refusals {
  readonly texts: string[];
}

/** Stands in the query of every request of this file; no log line may show it. */
export const QUERY_MARKER = 'marker-of-the-query';

const MARKER = { note: QUERY_MARKER };
const PLATFORM_USER_ID = 10345535;

interface Spelling {
  readonly base: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Every way of writing an address. */
const SPELLINGS: readonly Spelling[] = [
  { base: `/b/${CANARY_BROKER}`, query: MARKER },
  { base: `/b/${CANARY_BROKER}/cid`, query: MARKER },
  { base: '', query: { ...MARKER, brokerName: CANARY_BROKER, brokerCrmName: CANARY_CRM } },
  { base: '/cid', query: { ...MARKER, brokerName: CANARY_BROKER, brokerCrmName: CANARY_CRM } },
];

/** Calls 4.1 to 4.5, good and bad, in every spelling. */
export async function makeCanaryCalls(canary: CanaryBridge, newOneTimeToken: () => Promise<string>): Promise<Refusals> {
  const { bridge, secrets } = canary;
  const refusals: Refusals = { texts: [] };
  const garbage = (name: string) => {
    const value = newCanary(name);
    note(secrets, 'garbage', value);
    return value;
  };
  async function call(spelling: Spelling, path: string, query: Record<string, string>, body: unknown, headers = {}) {
    const address = `${bridge.url}${spelling.base}${path}`;
    const answer = await post(address, { query: { ...spelling.query, ...query }, body, headers });
    if (answer.status >= 400) refusals.texts.push(answer.text);
    for (const name of ['crmApiToken', 'accessToken', 'inappToken', 'token']) note(secrets, name, answer.body[name]);
    return answer.body;
  }

  for (const spelling of SPELLINGS) {
    const bought = await call(spelling, '/oauth2/crmApiToken', {}, { password: CANARY_PASSWORD });
    const crmApiToken = String(bought.crmApiToken);
    await call(spelling, '/oauth2/crmApiToken', { password: garbage('query') }, { password: garbage('password') });

    for (const way of [{ crmApiToken }, { token: crmApiToken }, {}]) {
      const headers = Object.keys(way).length > 0 ? {} : { Authorization: `Bearer ${crmApiToken}` };
      const code = await newOneTimeToken();
      const session = await call(spelling, '/oauth2/onetime/authorize', way, { code }, headers);
      await call(spelling, '/oauth2/onetime/authorize', way, { code }, headers);
      const { accessToken, inappToken } = session;
      await call(spelling, '/oauth2/authorize', way, { accessToken }, headers);
      const inapp = { ...way, inappToken: String(inappToken) };
      await call(spelling, '/oauth2/onetime/generate', inapp, { userId: PLATFORM_USER_ID }, headers);
      const wrongInapp = { ...way, inappToken: garbage('inapp') };
      await call(spelling, '/oauth2/onetime/generate', wrongInapp, { userId: PLATFORM_USER_ID }, headers);
      const logout = { ...way, userId: String(PLATFORM_USER_ID), accessToken: String(accessToken) };
      await call(spelling, '/oauth2/logout', logout, {}, headers);
      await call(spelling, '/oauth2/logout', { ...logout, accessToken: garbage('access') }, {}, headers);
      await call(spelling, '/oauth2/onetime/authorize', way, { code: garbage('code') }, headers);
      await call(spelling, '/oauth2/authorize', way, { accessToken: garbage('access') }, headers);
    }
    await call(spelling, '/oauth2/authorize', { crmApiToken: garbage('crm') }, { accessToken: garbage('access') });
    await call(
      spelling,
      '/oauth2/authorize',
      { crmApiToken, token: garbage('crm') },
      { accessToken: garbage('access') },
    );
    await call(spelling, '/oauth2/authorize', {}, {}, { Authorization: `Bearer ${garbage('crm')}` });
  }
  await sendMalformed(canary, refusals, garbage, await newOneTimeToken());
  return refusals;
}

/** Secrets where none belong: in broken bodies, other types, paths, headers and methods. */
async function sendMalformed(
  { bridge, metricsToken }: CanaryBridge,
  refusals: Refusals,
  garbage: (name: string) => string,
  token: string,
): Promise<void> {
  const base = `${bridge.url}/b/${CANARY_BROKER}`;
  const bodies = [
    `{"password":"${garbage('cut')}`,
    `{"password":"${garbage('unquoted')}" "x"}`,
    `${garbage('text')}`,
    `["${garbage('array')}"]`,
    `"${garbage('string')}"`,
    `{"password":["${garbage('list')}"],"code":["${garbage('list')}"]}`,
    `{"password":{"x":"${garbage('object')}"},"code":{"x":"${garbage('object')}"}}`,
    `{"brokerName":"${garbage('broker')}","password":"${garbage('password')}"}`,
    `{"password":"${garbage('long')}${'x'.repeat(2000)}"}`,
    `{"password":"${garbage('huge')}${'x'.repeat(40_000)}"}`,
    `{"password":"\\u0000${garbage('nul')}","code":"\\u0000${garbage('nul')}"}`,
    `password=${garbage('form')}`,
  ];
  for (const body of bodies) {
    for (const path of ['/oauth2/crmApiToken', '/oauth2/onetime/authorize', '/auth/login']) {
      refusals.texts.push((await send(`${base}${path}?note=${QUERY_MARKER}`, { method: 'POST', body })).text);
    }
  }
  const requests: { path: string; method?: string; headers?: Record<string, string> }[] = [
    { path: `/oauth2/authorize/${token}` },
    { path: `/b/${token}/oauth2/authorize` },
    { path: `/b/${CANARY_BROKER}/${token}?token=${token}` },
    { path: `/${token}?brokerName=${token}&token=${token}` },
    { path: `/auth/login?brokerName=${token}&brokerCrmName=${token}&token=${token}` },
    { path: `/%${token}` },
    { path: `/assets/${token}` },
    { path: `/oauth2/authorize?token=${token}`, method: 'DELETE' },
    { path: `/oauth2/authorize?token=${token}`, method: 'OPTIONS' },
    {
      path: `/healthz?token=${token}`,
      headers: { Cookie: `session=${token}`, Referer: `https://a.example/?t=${token}` },
    },
    { path: `/metrics?token=${metricsToken}` },
    { path: '/metrics', headers: { Authorization: `Bearer ${metricsToken}x` } },
    { path: '/metrics', headers: { Authorization: `Basic ${metricsToken}` } },
    { path: `/${token}`, headers: { 'X-Large': `${token}${'x'.repeat(20_000)}` } },
  ];
  for (const { path, ...rest } of requests) refusals.texts.push((await send(bridge.url + path, rest)).text);
}
