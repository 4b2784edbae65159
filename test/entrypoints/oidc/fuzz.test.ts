import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type SendOptions, send } from '../../support/trader-browser.ts';
import { APP_KEYS, GOODBYE_URI, PUBLIC_URI, REDIRECT_URI } from './support/app-clients.ts';
import { anyText, body, encodedForm, headers, PARAMETERS, value } from './support/arbitrary-requests.ts';
import { getTokens, goodRequest, newVerifier, OFFLINE, type Tokens } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';
import { assertionFields, makeAssertion } from './support/make-jwt.ts';

const stage = useIssuerStage();
const RUNS = { numRuns: 150, interruptAfterTimeLimit: 6000, markInterruptAsFailure: false } as const;
const PATIENCE_MS = 5000;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** A trader who is signed in, for there is more to go wrong then. */
let cookie = '';
let tokens: Tokens;

async function signIn(): Promise<void> {
  const browser = stage().newBrowser();
  tokens = await getTokens(stage().at(), browser, OFFLINE);
  cookie = [...browser.cookies].map(([name, held]) => `${name}=${held}`).join('; ');
}

/** Where an issuer may lead to: our own pages, or what the app registered. */
function isLegal(location: string): boolean {
  const { issuer } = stage().at();
  const own = new URL(issuer).origin;
  const { url } = stage().simulator;
  const legal = [REDIRECT_URI, PUBLIC_URI, GOODBYE_URI, 'http://127.0.0.1/native', `${url}/`, `${own}/b/`];
  return legal.some((prefix) => location.startsWith(prefix));
}

/** A page, an answer, a legal redirect or a protocol error; never a bug, never nothing. */
async function assertSane(path: string, options: SendOptions): Promise<void> {
  const { at, clock } = stage();
  clock.advance(1000);
  const timer = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<never>((_resolve, reject) => {
    timer.addEventListener('abort', () => reject(new Error(`No answer to ${path} ${JSON.stringify(options)}`)));
  });
  const answer = await Promise.race([send(at().issuer + path, options), late]);
  const told = `${answer.status} ${answer.text.slice(0, 300)}`;
  assert.ok(answer.status < 500, told);
  const { location } = answer.headers;
  if (location !== undefined) {
    assert.equal(answer.status, 303, told);
    assert.ok(isLegal(location), location);
  }
  const type = answer.headers['content-type'] ?? '';
  if (type.includes('json')) assert.equal(typeof JSON.parse(answer.text || '{}'), 'object');
  if (answer.status < 400 || options.method === 'HEAD') return;
  assert.match(type, /^(application\/json|text\/html|text\/plain)\b/, told);
  assert.ok(!/at .*\.(ts|js):\d+|node_modules|TypeError/.test(answer.text), told);
}

const PATHS = [
  ...['/auth', '/auth/x', '/token', '/request', '/token/introspection', '/token/revocation', '/me', '/session/end'],
  ...['/session/end/confirm', '/session/end/success', '/jwks', '/.well-known/openid-configuration'],
];

/** Requests that are good, so that what is wrong with one field is found late. */
const GOOD: Readonly<
  Record<string, () => Promise<{ path: string; form: Fields; headers?: Fields; isPage?: boolean }>>
> = {
  authorization: async () => ({ path: '/auth', form: goodRequest(newVerifier()), isPage: true }),
  'authorization of somebody else’s app': async () => ({
    ...{ path: '/auth', isPage: true },
    form: goodRequest(newVerifier(), { client_id: 'third-party', ...OFFLINE }),
  }),
  'pushed request': async () => ({ path: '/request', form: goodRequest(newVerifier()), headers: basic('web') }),
  refresh: async () => ({
    ...{ path: '/token', headers: basic('web') },
    form: { grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
  }),
  redemption: async () => ({
    ...{ path: '/token', headers: basic('web') },
    form: { grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI, code_verifier: newVerifier() },
  }),
  'client credentials': async () => ({
    ...{ path: '/token', headers: basic('back-end') },
    form: { grant_type: 'client_credentials', scope: 'crm_api' },
  }),
  introspection: async () => ({
    ...{ path: '/token/introspection', headers: basic('web') },
    form: { token: tokens.access_token },
  }),
  'introspection by a signed assertion': async () => {
    const assertion = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: stage().at().issuer });
    return { path: '/token/introspection', form: { token: tokens.access_token, ...assertionFields(assertion) } };
  },
  revocation: async () => ({ path: '/token/revocation', headers: basic('web'), form: { token: 'x' } }),
  userinfo: async () => ({ path: '/me', form: { access_token: tokens.access_token } }),
  'log-out': async () => ({
    ...{ path: '/session/end', isPage: true },
    form: { client_id: 'web', post_logout_redirect_uri: GOODBYE_URI, state: 'x' },
  }),
  'confirmed log-out': async () => ({ path: '/session/end/confirm', form: { xsrf: 'x', logout: 'yes' } }),
};

describe('any request', () => {
  before(signIn);

  test('row 46: any query, body and header, sent to any endpoint, is answered in form and never 5xx', async () => {
    const request = fc.record({
      path: fc.constantFrom(...PATHS),
      query: fc.oneof(encodedForm, anyText),
      body,
      headers,
      method: fc.constantFrom('GET', 'POST'),
      isSignedIn: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, query, body: content, headers: sent, method, isSignedIn }) => {
        const all = { ...(method === 'POST' ? FORM : {}), ...(isSignedIn ? { Cookie: cookie } : {}), ...sent };
        const target = encodeURI(`${path}?${query}`).replaceAll('%25', '%');
        await assertSane(target, { method, headers: all, ...(method === 'POST' ? { body: content } : {}) });
      }),
      { ...RUNS, numRuns: 400, interruptAfterTimeLimit: 12_000 },
    );
  });

  test('row 46: any address below an issuer and any method is answered in form and never 5xx', async () => {
    const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'POST', 'TRACE', 'PROPFIND');
    const below = fc.tuple(fc.constantFrom('', ...PATHS), anyText).map(([path, rest]) => encodeURI(`${path}/${rest}`));
    await fc.assert(
      fc.asyncProperty(method, below, headers, (sent, path, said) =>
        assertSane(path.replaceAll('%25', '%'), { method: sent, headers: said }),
      ),
      RUNS,
    );
  });

  for (const [what, make] of Object.entries(GOOD)) {
    test(`row 46: a good ${what} with any one field replaced, doubled or added is answered in form and never 5xx`, async () => {
      const how = fc.constantFrom('replace', 'double');
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...PARAMETERS),
          value,
          how,
          fc.boolean(),
          async (field, given, way, asPost) => {
            const { path, form, headers: own = {}, isPage = false } = await make();
            const sent = new URLSearchParams({ ...form });
            if (way === 'replace') sent.set(field, given);
            else sent.append(field, given);
            const all = { ...own, ...(isPage ? { Cookie: cookie } : {}) };
            if (isPage && !asPost) return assertSane(`${path}?${sent}`, { headers: all });
            return assertSane(path, { method: 'POST', headers: { ...FORM, ...all }, body: sent.toString() });
          },
        ),
        { ...RUNS, numRuns: 80 },
      );
    });
  }

  test('row 46: any header beside a good request is answered in form and never 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(GOOD)), headers, async (what, said) => {
        const good = await GOOD[what]?.();
        assert.ok(good);
        const all = { ...FORM, ...good.headers, ...(good.isPage ? { Cookie: cookie } : {}), ...said };
        await assertSane(good.path, {
          method: 'POST',
          headers: all,
          body: new URLSearchParams({ ...good.form }).toString(),
        });
      }),
      RUNS,
    );
  });

  test('row 46: nothing of all this was a bug, and nothing of it stands in the log as one', () => {
    const lines = stage().logLines.map((line) => JSON.parse(line));
    const limited = lines.filter(({ msg, status }) => msg === 'request' && status === 429);
    assert.ok(limited.length < lines.length / 10, 'most of it came as far as the issuer');
    const bugs = lines.filter(({ level, msg }) => level === 'error' || msg === 'bug');
    assert.deepEqual(bugs, []);
  });
});
