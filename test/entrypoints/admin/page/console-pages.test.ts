import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { navigationFor } from '../../../../src/entrypoints/admin/page/console-sections.ts';
import { NOTICES } from '../../../../src/entrypoints/admin/page/notices.ts';
import { createRenderView } from '../../../../src/http/render-view.ts';
import { type ConsolePages, startConsolePages, viewerOf } from '../../../support/console-pages.ts';
import { CONSOLE_SAMPLES, FRAME_PARTS, SIGN_IN_PARTS } from '../../../support/console-samples.ts';
import { PROJECT_FOLDER } from '../../../support/start-bridge.ts';

const VIEWS = join(PROJECT_FOLDER, 'views/admin');

describe('pages of the console', () => {
  let pages: ConsolePages;
  before(async () => {
    pages = await startConsolePages();
  });
  after(() => pages.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(pages.url + path, { headers });
  const noticesIn = async (response: Response) => [...(await response.text()).matchAll(/class="notice (\w+)"/g)];

  test('a page runs script and style of ours alone, is framed by nobody and kept by nobody', async () => {
    const { headers } = await get('/admin/sample');
    assert.equal(
      headers.get('content-security-policy'),
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "font-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  });

  test('a page says once what the form before it left to be said', async () => {
    const [withNone] = [await noticesIn(await get('/admin/error'))];
    assert.equal(withNone.length, 0);
    const sent = await fetch(`${pages.url}/admin/sample`, { method: 'POST', redirect: 'manual' });
    assert.equal(sent.status, 303);
    const cookie = sent.headers.getSetCookie()[0] ?? '';
    assert.match(cookie, /^__Host-admin-notice=saved; Path=\/; Max-Age=\d\d; Secure; HttpOnly; SameSite=Strict$/);
    const next = await get('/admin/error', { cookie: cookie.split(';')[0] ?? '' });
    assert.match(next.headers.getSetCookie()[0] ?? '', /^__Host-admin-notice=; .*Max-Age=0/);
    assert.deepEqual(
      (await noticesIn(next)).map(([, kind]) => kind),
      ['done'],
    );
  });

  test('each notice of the table is said somewhere', () => {
    const folder = join(PROJECT_FOLDER, 'src/entrypoints/admin');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('notices.ts'));
    const text = sources.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    const unsaid = Object.keys(NOTICES).filter((code) => !text.includes(`'${code}'`));
    assert.deepEqual(unsaid, []);
  });

  for (const forged of ['nonsense', 'toString', '__proto__', '%3Cscript%3E', 'x'.repeat(300)]) {
    test(`a notice that is not in the table is not said: ${forged.slice(0, 20)}`, async () => {
      const response = await get('/admin/error', { cookie: `__Host-admin-notice=${forged}` });
      assert.deepEqual(await noticesIn(response), []);
      assert.deepEqual(response.headers.getSetCookie(), []);
    });
  }

  test('every notice is a whole sentence', () => {
    for (const [code, { text }] of Object.entries(NOTICES)) assert.match(text, /^[A-Z].*\.$/, code);
  });

  test('the navigation shows what the role may look at, and no group of which nothing is left', () => {
    const seenBy = (role: Parameters<typeof viewerOf>[0]) =>
      navigationFor(viewerOf(role), 'overview').map(({ label, entries }) => [label, entries.map(({ id }) => id)]);
    assert.deepEqual(seenBy('support'), [
      ['', ['overview']],
      ['Set up', ['white-labels', 'oidc-clients', 'api-keys', 'agreements', 'webhooks']],
      ['Traders', ['users', 'payments', 'kyc']],
    ]);
    assert.deepEqual(seenBy('auditor').slice(-2), [
      ['Records', ['audit', 'privacy-log']],
      ['Bridge', ['staff', 'settings']],
    ]);
    assert.deepEqual(seenBy('admin').at(-1), ['Bridge', ['settings']]);
  });

  test('every part says what it takes, and has sample data that is looked at in a browser', () => {
    const parts = readdirSync(join(VIEWS, 'parts')).map((file) => file.replace('.eta', ''));
    const sampled = new Set([...CONSOLE_SAMPLES.map(({ part }) => part), ...FRAME_PARTS, ...SIGN_IN_PARTS]);
    assert.deepEqual(
      parts.filter((part) => !sampled.has(part)),
      [],
    );
    for (const part of parts) {
      assert.match(readFileSync(join(VIEWS, 'parts', `${part}.eta`), 'utf8'), /^<%\s*\/\*/, part);
    }
  });

  test('a part knows nothing of what includes it', () => {
    const render = createRenderView(VIEWS);
    const fields = [{ name: 'email', label: 'Email' }];
    const html = render('parts/form', {
      action: '/',
      csrf: 'c',
      id: 'form',
      error: 'Bad.',
      hint: 'No.',
      fields,
      submit: 'Go',
    });
    assert.match(html, /<input type="text" id="email" name="email"/);
    assert.doesNotMatch(html, /aria-invalid|email-error|email-hint/);
  });

  test('whatever stands in data is shown as text', () => {
    const render = createRenderView(VIEWS);
    const evil = `"><script>alert(1)</script>'`;
    const field = { name: 'a', label: evil, value: evil, hint: evil, error: evil, options: [evil] };
    const data = {
      action: evil,
      csrf: evil,
      submit: evil,
      fields: [
        field,
        { ...field, type: 'select' },
        { ...field, type: 'textarea' },
        { ...field, type: 'colour' },
        { ...field, type: 'secret' },
      ],
    };
    const rows = [[{ text: evil, href: evil, note: evil }, { badge: evil }, { code: evil }, { secret: evil }]];
    const columns = [evil, evil, evil, evil].map((label) => ({ label }));
    const chart = { id: 'a', title: evil, data: { times: [0], series: [{ label: evil, values: [1] }] } };
    const changes = [{ field: evil, before: { evil }, after: [evil] }];
    const made = [
      render('parts/form', data),
      render('parts/table', { caption: evil, columns, rows }),
      render('parts/chart', chart),
      render('parts/changes', { changes }),
    ];
    for (const html of made) assert.doesNotMatch(html, /<script>/);
  });
});

describe('files of the console', () => {
  let pages: ConsolePages;
  let html: string;
  before(async () => {
    pages = await startConsolePages();
    html = await (await fetch(`${pages.url}/admin/sample`)).text();
  });
  after(() => pages.close());

  const addresses = () => [...html.matchAll(/(?:src|href)="(\/admin\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');

  test('each that a page names is there, may be kept for ever, and is sent small to who can unpack it', async () => {
    assert.deepEqual(
      addresses().map((path) => path.split('/').at(-1)),
      ['theme.js', 'admin.css', 'htmx.js', 'admin.js'],
    );
    for (const path of addresses()) {
      const response = await fetch(pages.url + path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal(response.headers.get('content-encoding'), 'gzip');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      const plain = await fetch(pages.url + path, { headers: { 'accept-encoding': 'identity' } });
      assert.equal(await plain.text(), await response.text());
    }
  });

  test('scripts of packages come from here', async () => {
    const version = addresses()[0]?.split('/')[3];
    for (const [name, word] of [
      ['htmx.js', 'htmx'],
      ['uplot.js', 'uPlot'],
      ['simplewebauthn.js', 'startAuthentication'],
    ]) {
      const response = await fetch(`${pages.url}/admin/assets/${version}/${name}`);
      assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
      assert.ok((await response.text()).includes(word ?? ''));
    }
  });

  test('a page of another release gets the file, but does not keep it', async () => {
    const response = await fetch(`${pages.url}/admin/assets/000000000000/admin.css`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });

  for (const name of ['package.json', 'constructor', '..%2Ftheme.js', 'uPlot.d.ts']) {
    test(`nothing else is there: ${name}`, async () => {
      assert.equal((await fetch(`${pages.url}/admin/assets/000000000000/${name}`)).status, 404);
    });
  }
});
