import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

describe('the pages for developers', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
  });
  after(() => bridge.close());

  const get = async (path: string) => {
    const response = await fetch(bridge.url + path);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('/docs leads to both APIs, to errors and to signing, and every link of it opens', async () => {
    const index = await get('/docs');
    assert.equal(index.status, 200);
    const links = [...index.text.matchAll(/href="(\/[^"#]*)/g)].map(([, link = '']) => link);
    for (const wanted of ['/docs/broker-api', '/docs/crm-api', '/docs/errors', '/docs/signing']) {
      assert.ok(links.includes(wanted), wanted);
    }
    for (const link of new Set(links)) assert.equal((await get(link)).status, 200, link);
  });

  test('a doc_url opens at an anchor of its code', async () => {
    const response = await fetch(`${bridge.url}/broker-api/v1/limits`);
    const { error } = (await response.json()) as { error: { code: string; doc_url: string } };
    assert.equal(error.code, 'invalid_api_key');
    const { pathname, hash } = new URL(error.doc_url);
    const page = await get(pathname);
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(`id="${hash.slice(1)}"`));
  });

  test('the page of errors has every code of the document', async () => {
    const document = (await (await fetch(`${bridge.url}/openapi/broker-api.json`)).json()) as {
      components: { examples: object };
    };
    const { text } = await get('/docs/errors');
    for (const code of Object.keys(document.components.examples)) assert.ok(text.includes(`<div id="${code}">`), code);
  });

  test('no page has script or style in it, loads anything from elsewhere, or allows to', async () => {
    for (const path of ['/docs', '/docs/errors', '/docs/signing', '/docs/broker-api', '/docs/crm-api']) {
      const { text, headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
      assert.doesNotMatch(text, /<style|\sstyle=|<script>|\son[a-z]+="/);
      assert.doesNotMatch(text, /(?:src|href)="(?:https?:)?\/\//);
    }
  });

  test('the viewer’s files are served, and no other of its package', async () => {
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
      const { status, headers } = await get(`/docs/assets/${file}`);
      assert.equal(status, 200);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
    for (const file of ['index.html', 'package.json', '', '../package.json']) {
      assert.equal((await get(`/docs/assets/${file}`)).status, 404, file);
    }
  });
});
