import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REDIRECT_URI } from './support/app-clients.ts';
import { assertErrorPage } from './support/assert-refused.ts';
import { getCode, goodRequest, newVerifier, redeem } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

const WITH_QUERY = 'https://app.example/with-query?tenant=1&x=a%20b';
const PUNYCODE = 'https://xn--bcher-kva.example/callback';
const WITH_PORT = 'https://app.example:8443/callback';

const stage = useIssuerStage(async () => {
  const redirectUris = [REDIRECT_URI, WITH_QUERY, PUNYCODE, WITH_PORT];
  const many = { id: 'many', name: 'An app', secret: 'the-secret-of-an-app', redirectUris, firstParty: true };
  return { clients: [many] };
});

/** Each is a registered address, but for one thing. */
const ALMOST: Readonly<Record<string, string>> = {
  'a trailing slash': `${REDIRECT_URI}/`,
  'a path below': `${REDIRECT_URI}/more`,
  'the path above': 'https://app.example/',
  'no path': 'https://app.example',
  'dots that lead back': 'https://app.example/x/../callback',
  'encoded dots': 'https://app.example/x/%2e%2e/callback',
  'an encoded letter': 'https://app.example/%63allback',
  'another case in the path': 'https://app.example/Callback',
  'another case in the host': 'https://APP.example/callback',
  'another case in the scheme': 'HTTPS://app.example/callback',
  'another scheme': 'http://app.example/callback',
  'the default port': 'https://app.example:443/callback',
  'another port': 'https://app.example:8444/callback',
  'a query': `${REDIRECT_URI}?x=1`,
  'an empty query': `${REDIRECT_URI}?`,
  'a fragment': `${REDIRECT_URI}#x`,
  'an empty fragment': `${REDIRECT_URI}#`,
  'a query that lacks a part': 'https://app.example/with-query?tenant=1',
  'a query in another order': 'https://app.example/with-query?x=a%20b&tenant=1',
  'a query that is encoded otherwise': 'https://app.example/with-query?tenant=1&x=a+b',
  'a query with more': `${WITH_QUERY}&more=1`,
  'user information': 'https://user@app.example/callback',
  'user information that looks like the host': 'https://app.example@evil.example/callback',
  'a host below': 'https://x.app.example/callback',
  'a host that begins alike': 'https://app.example.evil.example/callback',
  'a host with a dot at its end': 'https://app.example./callback',
  'a backslash': 'https://app.example\\@evil.example/callback',
  'two more slashes': 'https:////app.example/callback',
  'no scheme': '//app.example/callback',
  'a name in its own letters': 'https://bücher.example/callback',
  'letters that look alike': 'https://аpp.example/callback',
  'a space before': ` ${REDIRECT_URI}`,
  'a space after': `${REDIRECT_URI} `,
  'a line break': `${REDIRECT_URI}\r\nSet-Cookie: x=1`,
  'a null byte': `${REDIRECT_URI}\0`,
  'a script': 'javascript:alert(1)//https://app.example/callback',
  'a data address': 'data:text/html,<script>alert(1)</script>',
  'no address at all': 'callback',
};

for (const [what, uri] of Object.entries(ALMOST)) {
  test(`rows 16 and 22: ${what} in the redirect URI leads to a page, never to the address`, async () => {
    const answer = await stage()
      .at()
      .authorize(goodRequest(newVerifier(), { client_id: 'many', redirect_uri: uri }));
    assertErrorPage(answer, uri === 'callback' ? undefined : uri);
  });
}

for (const uri of [REDIRECT_URI, WITH_QUERY, PUNYCODE, WITH_PORT]) {
  test(`row 16: ${uri}, as it was registered, is led to`, async () => {
    const { at, newBrowser } = stage();
    const { code, redirectUri } = await getCode(at(), newBrowser(), { client_id: 'many', redirect_uri: uri });
    assert.ok(code);
    assert.equal(redirectUri, uri);
  });
}

test('row 16: a client with one address or with several has to say which', async () => {
  for (const client_id of ['web', 'many']) {
    assertErrorPage(
      await stage()
        .at()
        .authorize(goodRequest(newVerifier(), { client_id, redirect_uri: '' })),
    );
  }
});

test('rows 16 and 22: a redirect URI that comes twice leads to a page, even where both are good', async () => {
  const request = Object.entries(goodRequest(newVerifier()));
  for (const more of [REDIRECT_URI, 'https://evil.example/']) {
    const answer = await stage()
      .at()
      .authorize([...request, ['redirect_uri', more]]);
    assertErrorPage(answer, more);
    assertErrorPage(
      await stage()
        .at()
        .authorize([['redirect_uri', more], ...request]),
      more,
    );
  }
  const listed = Object.entries(goodRequest(newVerifier(), { redirect_uri: '' }));
  for (const name of ['redirect_uri[]', 'redirect_uri[0]', 'Redirect_Uri'])
    assertErrorPage(
      await stage()
        .at()
        .authorize([...listed, [name, REDIRECT_URI]]),
    );
});

test('row 16: of an app on a device any loopback port is good, and nothing else may differ', async () => {
  const at = stage().at();
  const ask = (redirect_uri: string) =>
    at.authorize(goodRequest(newVerifier(), { client_id: 'native', redirect_uri, prompt: 'none' }));
  for (const uri of ['http://127.0.0.1:51004/native', 'http://127.0.0.1/native', 'http://[::1]:9/native']) {
    const { location = '' } = (await ask(uri)).headers;
    assert.ok(location.startsWith(`${uri}?error=login_required`), `${uri}: ${location}`);
  }
  const others = [
    ...['http://127.0.0.1:51004/native/', 'http://127.0.0.1:51004/', 'http://127.0.0.1:51004/native?x=1'],
    ...['http://localhost:51004/native', 'http://127.0.0.2:51004/native', 'https://127.0.0.1:51004/native'],
    ...['http://127.0.0.1:51004@evil.example/native', 'http://2130706433:51004/native', 'http://[::2]:9/native'],
    ...['http://127.0.0.1:99999/native', 'com.example.app:/other', 'com.example.app.evil:/native'],
    ...['com.example.app:native', 'com.example.app://native', 'COM.example.app:/native'],
  ];
  for (const uri of others) assertErrorPage(await ask(uri), uri);
});

test('row 16: of a web app another loopback port is another address', async () => {
  const { simulator, at } = stage();
  const { port } = new URL(simulator.url);
  const good = `${simulator.url}/oidc/callback`;
  const ask = (redirect_uri: string) =>
    at().authorize(goodRequest(newVerifier(), { client_id: 'sandbox-web', redirect_uri, prompt: 'none' }));
  assert.ok((await ask(good)).headers.location?.startsWith(good));
  assertErrorPage(await ask(good.replace(port, String(Number(port) + 1))));
  assertErrorPage(await ask(good.replace(`:${port}`, '')));
});

test('row 22: an unknown client, or one of another white label, gets a page, and the address stands nowhere on it', async () => {
  const at = stage().at();
  for (const client_id of ['nobody', 'WEB', 'web ', 'web\0', '"><script>', '__proto__', 'constructor', '']) {
    const answer = await at.authorize(goodRequest(newVerifier(), { client_id }));
    assertErrorPage(answer, REDIRECT_URI);
    assert.ok(!answer.text.includes('"><script>'));
  }
  const uri = 'https://evil.example/?<b>';
  assertErrorPage(await at.authorize(goodRequest(newVerifier(), { client_id: 'nobody', redirect_uri: uri })), 'evil');
});

test('row 22: what a bad request holds is shown as text alone', async () => {
  const at = stage().at();
  const script = '"><script>alert(1)</script>';
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'scope', 'ui_locales', 'response_mode', script]) {
    const request = goodRequest(newVerifier(), { redirect_uri: 'https://evil.example/', [name]: script });
    const { text } = await at.authorize(request);
    assert.ok(!text.includes('<script>alert'), name);
  }
});

test('rows 6 and 16: the token endpoint wants the very redirect URI that the code was issued to', async () => {
  const { at, newBrowser } = stage();
  const issued = await getCode(at(), newBrowser(), { client_id: 'many', redirect_uri: WITH_QUERY });
  for (const redirect_uri of [REDIRECT_URI, `${WITH_QUERY}&more=1`, ` ${WITH_QUERY}`, '']) {
    const answer = await redeem(at(), issued, { redirect_uri });
    assert.equal(answer.status, 400);
    assert.match(String(answer.body.error), /^invalid_(grant|request)$/);
  }
  assert.equal((await redeem(at(), issued)).status, 200);
});

test('row 22: a pushed request with a bad redirect URI is refused where it is pushed', async () => {
  for (const uri of [`${REDIRECT_URI}/`, 'https://evil.example/', 'javascript:alert(1)']) {
    const answer = await stage()
      .at()
      .push(goodRequest(newVerifier(), { redirect_uri: uri }), basic('web'));
    assert.equal(answer.status, 400);
    assert.equal(answer.body.request_uri, undefined);
  }
});
