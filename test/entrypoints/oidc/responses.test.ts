import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { SEEDED_TRADER, send } from '../../support/trader-browser.ts';
import { REDIRECT_URI } from './support/app-clients.ts';
import { getCode, goodRequest, newVerifier, redeem } from './support/code-flow.ts';
import { basic, parametersOf } from './support/issuer-caller.ts';
import { SISTER, STRANGER, useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();

test('row 20: the issuer stands in an answer with a code and in one with an error', async () => {
  const { at, newBrowser } = stage();
  for (const brokerName of [undefined, SISTER, STRANGER]) {
    const here = at(brokerName);
    const { answer } = await getCode(here, newBrowser());
    assert.deepEqual([answer.iss, answer.state], [here.issuer, 'the-state']);
    const refused = parametersOf(await here.authorize(goodRequest(newVerifier(), { prompt: 'none' })));
    assert.deepEqual([refused.error, refused.iss, refused.state], ['login_required', here.issuer, 'the-state']);
  }
  const { body } = await at().get('/.well-known/openid-configuration');
  assert.equal(body.authorization_response_iss_parameter_supported, true);
});

test('row 20: the issuer stands in an answer by form, with a code or with an error', async () => {
  const { at, newBrowser } = stage();
  const browser = newBrowser();
  await getCode(at(), browser);
  for (const changes of [
    {},
    { scope: 'openid nothing' },
    { prompt: 'none', max_age: '0' },
    { response_type: 'token' },
  ]) {
    const asked = goodRequest(newVerifier(), { response_mode: 'form_post', ...changes });
    const page = await browser.open(at().authorizeUrl(asked));
    const [form] = parseHtmlForms(page.text);
    assert.equal(form?.action, REDIRECT_URI, JSON.stringify(changes));
    const fields = Object.fromEntries((form?.fields ?? []).map(({ name, value }) => [name, value]));
    assert.equal(fields.iss, at().issuer);
    assert.equal(fields.state, 'the-state');
    assert.ok('code' in fields !== 'error' in fields);
    assert.match(page.headers['cache-control'] ?? '', /no-store/);
    assert.match(String(page.headers['content-security-policy']), /script-src 'sha256-/);
  }
});

test('row 20: an answer by form cannot be broken out of', async () => {
  const state = `"><script>alert(1)</script>'&lt;`;
  const request = goodRequest(newVerifier(), { response_mode: 'form_post', prompt: 'none', state });
  const { text } = await stage().at().authorize(request);
  assert.ok(!text.includes('<script>alert'));
});

test('row 21: after credentials the browser is led on by 303 at every step, so that it forgets the form', async () => {
  const { at, newBrowser } = stage();
  const seen: number[] = [];
  const browser = newBrowser();
  const page = await browser.open(at().authorizeUrl(goodRequest(newVerifier(), { client_id: 'third-party' })));
  const [form] = parseHtmlForms(page.text);
  assert.ok(form);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fields = form.fields.map(({ name, value }): [string, string] => [name, value]);
  const typed = new URLSearchParams({ ...Object.fromEntries(fields), ...SEEDED_TRADER }).toString();
  const url = new URL(form.action, page.url).href;
  const headers = { cookie, 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
  const answer = await send(url, { method: 'POST', headers, body: typed });
  seen.push(answer.status);
  const next = new URL(answer.headers.location ?? '', url).href;
  seen.push((await send(next, { headers: { cookie } })).status);
  assert.deepEqual(seen, [303, 303]);
});

test('row 21: a good request is led to the log-in by 303, and an error to the app as well', async () => {
  const { at, newBrowser } = stage();
  const asked = await at().authorize(goodRequest(newVerifier()));
  assert.equal(asked.status, 303);
  assert.match(asked.headers.location ?? '', /\/b\/tradingtech_main\/auth\/login\?appRequest=/);
  assert.equal((await at().authorize(goodRequest(newVerifier(), { prompt: 'none' }))).status, 303);
  const posted = await at().post('/auth', goodRequest(newVerifier()));
  assert.equal(posted.status, 303, 'the request itself may come as a form');
  assert.ok((await getCode(at(), newBrowser())).code);
});

test('answers that hold a secret are kept by no cache', async () => {
  const { at, newBrowser } = stage();
  const issued = await getCode(at(), newBrowser());
  const tokens = await redeem(at(), issued);
  const { access_token = '' } = tokens.body;
  const answers = [
    tokens,
    await redeem(at(), issued),
    await at().introspect(String(access_token)),
    await at().userinfo(String(access_token)),
    await at().push(goodRequest(newVerifier()), basic('web')),
    await at().authorize(goodRequest(newVerifier())),
    await at().authorize(goodRequest(newVerifier(), { prompt: 'none' })),
    await at().authorize(goodRequest(newVerifier(), { client_id: 'nobody' })),
    await at().get('/session/end'),
  ];
  for (const { headers, status } of answers) {
    assert.match(headers['cache-control'] ?? '', /no-store/, String(status));
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
});
