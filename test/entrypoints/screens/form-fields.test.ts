import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { callsMade } from '../../support/platform-traces.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, send, traderBrowser, wordsOf } from '../../support/trader-browser.ts';
import { fieldsIn, formActionIn } from './read-page.ts';

const PASSWORD = 'A-long-enough-1';
const SIGN_UP = '?firstLogin=true';

describe('what is typed into the forms', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const browser = () => traderBrowser(bridge.url);

  async function postRaw(body: string | Buffer, contentType: string, query = ''): Promise<PageAnswer> {
    return send(`${bridge.url}/b/tradingtech_main/auth/login${query}`, {
      method: 'POST',
      headers: { 'Content-Type': contentType, 'Sec-Fetch-Site': 'same-origin' },
      body,
    });
  }

  const STEPS = [
    ['email', 'password', 'keepMeLoggedIn'],
    ['firstName', 'lastName'],
  ];
  const BAD_SIGN_UPS = [
    { what: 'no email', form: { email: '', password: PASSWORD }, field: 'email' },
    { what: 'an email without a domain', form: { email: 'ada', password: PASSWORD }, field: 'email' },
    { what: 'an email with a NUL', form: { email: 'a\0da@example.com', password: PASSWORD }, field: 'email' },
    {
      what: 'an email with a line break',
      form: { email: 'ada@example.com\r\nBcc: x@y.z', password: PASSWORD },
      field: 'email',
    },
    {
      what: 'an over-long email',
      form: { email: `${'a'.repeat(250)}@example.com`, password: PASSWORD },
      field: 'email',
    },
    { what: 'no password', form: { email: 'ada@example.com', password: '' }, field: 'password' },
    {
      what: 'a password of seven characters',
      form: { email: 'ada@example.com', password: '1234567' },
      field: 'password',
    },
    { what: 'an over-long password', form: { email: 'ada@example.com', password: 'x'.repeat(257) }, field: 'password' },
    {
      what: 'a first name with a NUL',
      form: { email: 'ada@example.com', password: PASSWORD, firstName: 'A\0' },
      field: 'firstName',
    },
    {
      what: 'a last name with a tab inside',
      form: { email: 'ada@example.com', password: PASSWORD, lastName: 'a\tb' },
      field: 'lastName',
    },
    {
      what: 'no first name',
      form: { email: 'ada@example.com', password: PASSWORD, firstName: '' },
      field: 'firstName',
    },
    {
      what: 'a last name of nothing but spaces',
      form: { email: 'ada@example.com', password: PASSWORD, lastName: ' \u00a0 ' },
      field: 'lastName',
    },
    {
      what: 'an over-long first name',
      form: { email: 'ada@example.com', password: PASSWORD, firstName: 'x'.repeat(65) },
      field: 'firstName',
    },
  ];
  for (const { what, form, field } of BAD_SIGN_UPS) {
    test(`${what} is refused at its field, and what was typed stays, but for the password`, async () => {
      const typed: Record<string, string> = { firstName: 'Ada', lastName: 'Lovelace', ...form };
      const answer = await browser().signUp({ ...typed, keepMeLoggedIn: 'true' });
      assert.equal(answer.status, 400);
      const step = STEPS.find((names) => names.includes(field)) ?? [];
      assert.match(answer.text, new RegExp(`id="${field}"[^>]* aria-invalid="true" aria-describedby="${field}-error"`));
      assert.match(answer.text, new RegExp(`<p class="field-error" id="${field}-error">[^<]+</p>`));
      assert.deepEqual(focusedIn(answer), [field]);
      assert.match(answer.text, /<title>Error: Create account – /);
      assert.match(answer.text, /<h1>Create account<\/h1>/);
      const shown = fieldsIn(answer);
      const kept = { ...typed, password: '', keepMeLoggedIn: 'true' };
      const expected = Object.entries(kept).map(([name, value]) => [name, value.replace(/\p{Cc}/gu, '')] as const);
      for (const [name, value] of expected) assert.equal(shown[name], step.includes(name) ? value : undefined, name);
      if (typed.password) assert.ok(!answer.text.includes(`"${typed.password}"`));
    });
  }

  test('nothing has the focus and no title tells of a fault before there is one, or where it is no field’s', async () => {
    const page = await browser().open();
    assert.deepEqual(focusedIn(page), []);
    assert.match(page.text, /<title>Log in – /);
    const wrong = await browser().logIn({ password: 'Wrong-1' });
    assert.deepEqual(focusedIn(wrong), []);
    assert.match(wrong.text, /<title>Error: Log in – /);
    const gone = await browser().open('/nowhere');
    assert.match(gone.text, /<title>This page cannot be shown – /);
  });

  for (const [language, title] of [
    ['de', /<title>Fehler: Anmelden – /],
    ['ar', /<title>خطأ: [^<]+ – /],
    ['fr', /<title>Erreur\u00a0: /],
  ] as const) {
    test(`the title tells of a fault in the language of the page: ${language}`, async () => {
      const answer = await browser().logIn({ email: 'ada' }, `?lang=${language}`);
      assert.match(answer.text, title);
      assert.deepEqual(focusedIn(answer), ['email']);
    });
  }

  /** The fields that a browser puts the cursor into. */
  function focusedIn({ text }: PageAnswer): (string | undefined)[] {
    return [...text.matchAll(/<input id="([^"]*)"[^>]* autofocus>/g)].map(([, id]) => id);
  }

  test('a bad log-in form is refused at its field, before any password is looked at', async () => {
    for (const form of [
      { email: 'ada', password: 'x' },
      { email: 'ada@example.com', password: '' },
    ]) {
      const answer = await browser().logIn(form);
      assert.equal(answer.status, 400);
      assert.match(answer.text, /aria-invalid="true"/);
    }
  });

  test('a log-in takes a password shorter than today’s rule, and answers as for any wrong one', async () => {
    assert.equal((await browser().logIn({ password: 'short' })).status, 401);
  });

  test('a keep-me-logged-in that is no tick is refused with the form', async () => {
    const answer = await browser().logIn({ keepMeLoggedIn: 'yes please' });
    assert.equal(answer.status, 400);
    assert.match(wordsOf(answer), /check what you entered/);
  });

  const PAYLOADS = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    '</title><svg onload=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    '<%= process.env %>',
    '$t(errors.busy) {{requestId}}',
    '&lt;script&gt;',
  ];
  test('row 32: markup in any field of the form comes back as text', async () => {
    for (const payload of PAYLOADS) {
      const answer = await browser().signUp({ email: payload, password: payload, keepMeLoggedIn: payload });
      assert.equal(answer.status, 400);
      assertHarmless(answer);
      const { email, password } = fieldsIn(answer);
      assert.deepEqual([email, password], [payload, '']);
      const account = { email: newEmail(), password: PASSWORD };
      const profile = await browser().signUp({ ...account, firstName: `${payload}\0`, lastName: payload });
      assert.equal(profile.status, 400);
      assertHarmless(profile);
      const { firstName, lastName } = fieldsIn(profile);
      assert.deepEqual([firstName, lastName], [payload, payload]);
    }
  });

  test('row 32: markup in any parameter of the address comes back as text', async () => {
    const names = ['lang', 'theme', 'source', 'firstLogin', 'partnerId', 'utm_source', 'gclid', 'email', 'x'];
    for (const payload of PAYLOADS) {
      for (const name of names) {
        const query = `?${new URLSearchParams({ [name]: payload })}`;
        const page = await browser().open(query);
        assert.equal(page.status, 200);
        assertHarmless(page);
        assert.equal(new URLSearchParams(formActionIn(page)).get(name), payload);
      }
      const raw = await browser().open(`?x=${payload.replaceAll(' ', '%20').replace(/[^\x21-\x7e]/g, '')}`);
      assertHarmless(raw);
      const inName = await browser().open(`?${new URLSearchParams({ [payload]: 'x' })}`);
      assertHarmless(inName);
    }
  });

  function assertHarmless({ text }: PageAnswer): void {
    assert.doesNotMatch(text, /<script|<img src=x|<svg/i);
    assert.doesNotMatch(text, /<[^>"]*(?:"[^"]*"[^>"]*)*\s(?:onerror|onload|onfocus|autofocus)\s*=/i);
    assert.doesNotMatch(text, /The service is busy/);
  }

  test('letters of all the world are taken as they are', async () => {
    const email = newEmail();
    const form = { email, password: 'Пароль-密碼-🔑', firstName: '明', lastName: 'O’Brien-Ğül 🙂' };
    assert.equal((await browser().signUp(form)).status, 303);
    assert.equal((await browser().logIn({ email, password: 'Пароль-密碼-🔑' })).status, 303);
    assert.equal((await browser().logIn({ email, password: 'Пароль-密碼-🔒' })).status, 401);
  });

  test('a field that stands twice, or as an array or object, is no field', async () => {
    const ticket = await browser().ticket();
    for (const name of ['email', 'password', 'email[]', 'email[x]']) {
      const form = new URLSearchParams({ ticket, password: PASSWORD });
      form.append(name, 'ada@example.com');
      form.append(name, 'eve@example.com');
      const answer = await browser().post(form);
      assert.equal(answer.status, 400, name);
    }
  });

  test('a form of a wrong content type holds nothing, and is asked for again', async () => {
    const ticket = await browser().ticket();
    const fields = { ticket, email: 'trader@example.com', password: 'Sandbox-Trader-1' };
    const json = await postRaw(JSON.stringify(fields), 'application/json');
    const text = await postRaw(new URLSearchParams(fields).toString(), 'text/plain');
    const parts = await postRaw('--x\r\n\r\n--x--', 'multipart/form-data; boundary=x');
    for (const { status, headers } of [json, text, parts]) {
      assert.equal(status, 403);
      assert.match(String(headers['content-type']), /^text\/html/);
    }
  });

  test('row 48: a form that is too large, has too many fields, or is not well-formed gets a page and 400', async () => {
    const form = 'application/x-www-form-urlencoded';
    const tooLarge = await postRaw(`email=${'a'.repeat(1_000_000)}`, form);
    const tooMany = await postRaw('a=1&'.repeat(1000), form);
    const wrongCharset = await postRaw('email=a', `${form}; charset=utf-16`);
    const notGzip = await send(`${bridge.url}/b/tradingtech_main/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': form, 'Content-Encoding': 'gzip' },
      body: 'email=a',
    });
    for (const answer of [tooLarge, tooMany, wrongCharset, notGzip]) {
      assert.equal(answer.status, 400);
      assert.match(String(answer.headers['content-type']), /^text\/html/);
      assert.match(wordsOf(answer), /could not be understood/);
    }
  });

  test('what is refused reaches neither store nor platform', async () => {
    await bridge.simulator.clearCalls();
    await browser().signUp({ email: 'ada@example.com', password: 'short' });
    assert.deepEqual(await callsMade(bridge.simulator), []);
    assert.equal((await browser().logIn({ email: 'ada@example.com', password: 'short' })).status, 401);
    assert.match((await browser().open(SIGN_UP)).text, /id="password-hint"/);
  });
});
