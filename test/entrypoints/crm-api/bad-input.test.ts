import { describe, test } from 'node:test';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { assertErrorShape, assertRefused } from './assert-refused.ts';
import { CALLS, credentials } from './good-call.ts';
import { sendRaw } from './raw-request.ts';
import { useStage } from './stage.ts';
import { MAIN } from './white-label.ts';

const stage = useStage();
const MEGABYTE = 1024 * 1024;
const bomb = Buffer.from(JSON.stringify({ password: 'x'.repeat(16 * MEGABYTE) }));
const smallJson = Buffer.from('{"password":"x"}');

/** Bodies that are refused before anything else is looked at. */
const MALFORMED: Readonly<Record<string, { body: string | Buffer; headers?: Record<string, string> }>> = {
  'not JSON': { body: 'password=x' },
  'a form': { body: 'password=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  'XML with its own content type': { body: '<a/>', headers: { 'Content-Type': 'text/xml' } },
  'half an object': { body: '{"password":' },
  'an object and something after it': { body: '{} {}' },
  'a field that stands twice': { body: '{"password":"x","password":"y"}' },
  'a field that stands twice, once in another spelling': { body: '{"code":"x","c\\u006fde":"y"}' },
  'a JSON array': { body: '[{"password":"x"}]' },
  'an empty JSON array': { body: '[]' },
  'a JSON string': { body: '"password"' },
  'a JSON number': { body: '1' },
  'JSON null': { body: 'null' },
  'one MB of JSON': { body: JSON.stringify({ password: 'x'.repeat(MEGABYTE) }) },
  'one MB of spaces': { body: ' '.repeat(MEGABYTE) },
  'ten thousand nested arrays': { body: `${'['.repeat(10_000)}` },
  'bytes that are no UTF-8': { body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]) },
  'a NUL byte between tokens': { body: '{"password"\0:"x"}' },
  'NUL bytes only': { body: '\0\0\0\0' },
  'a charset that is not UTF': { body: smallJson, headers: { 'Content-Type': 'application/json; charset=latin1' } },
  'a charset nobody knows': { body: smallJson, headers: { 'Content-Type': 'application/json; charset=utf-99' } },
  'a content encoding nobody knows': { body: smallJson, headers: { 'Content-Encoding': 'zip' } },
  'two content encodings': { body: gzipSync(gzipSync(smallJson)), headers: { 'Content-Encoding': 'gzip, gzip' } },
  'gzip that is none': { body: smallJson, headers: { 'Content-Encoding': 'gzip' } },
  'gzip that is cut off': { body: gzipSync(smallJson).subarray(0, 20), headers: { 'Content-Encoding': 'gzip' } },
  'a gzip bomb of 16 MB': { body: gzipSync(bomb), headers: { 'Content-Encoding': 'gzip' } },
  'a deflate bomb of 16 MB': { body: deflateSync(bomb), headers: { 'Content-Encoding': 'deflate' } },
  'a brotli bomb of 16 MB': {
    body: brotliCompressSync(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    headers: { 'Content-Encoding': 'br' },
  },
};

for (const [name, { body, headers = {} }] of Object.entries(MALFORMED)) {
  test(`${name} is answered 400 MALFORMED_REQUEST by every call`, async () => {
    const { bridge, label } = stage();
    for (const call of CALLS) {
      const query = new URLSearchParams(credentials(call, label(MAIN)));
      const answer = await sendRaw(bridge.url, { target: `/b/${MAIN}${call.path}?${query}`, headers, body });
      assertRefused(answer, 'MALFORMED_REQUEST', 'The request is malformed');
    }
  });
}

/** Bodies that are well-formed, but lack every field. */
const EMPTY: Readonly<Record<string, string>> = {
  'no body': '',
  'an empty object': '{}',
  'fields that nobody asked for': '{"__proto__":{"password":"x","code":"x"},"constructor":1,"a":{"b":[1]}}',
  'fields in another case': '{"Password":"x","CODE":"x","accesstoken":"x","userid":1}',
};

for (const [name, body] of Object.entries(EMPTY)) {
  test(`${name} is answered 400 MISSING_REQUIRED_PARAMETER by every call`, async () => {
    const { bridge, label } = stage();
    for (const call of CALLS) {
      const query = new URLSearchParams(credentials(call, label(MAIN)));
      const answer = await sendRaw(bridge.url, { target: `/b/${MAIN}${call.path}?${query}`, body });
      assertRefused(answer, 'MISSING_REQUIRED_PARAMETER');
    }
  });
}

describe('a parameter that stands twice in the query is answered 400 MALFORMED_REQUEST', () => {
  const cases = [
    { path: '/oauth2/logout', query: 'userId=10345533&userId=10345533' },
    { path: '/oauth2/logout', query: 'userId=10345533&accessToken=a&accessToken=b' },
    { path: '/oauth2/onetime/generate', query: 'inappToken=a&inappToken=a' },
  ];
  for (const { path, query } of cases) {
    test(`${path}?${query}`, async () => {
      const { bridge, label } = stage();
      const target = `/b/${MAIN}${path}?${query}&crmApiToken=${label(MAIN).crmApiToken}`;
      assertRefused(await sendRaw(bridge.url, { target, body: '{"userId":10345533}' }), 'MALFORMED_REQUEST');
    });
  }
});

describe('addresses that are not well-formed are answered in the form of every error', () => {
  for (const target of ['/%', '/%E0%A4%A', '/b/%', '/b', '/b/', '/b//', '/\\', '/oauth2/%2e%2e/', '/a'.repeat(5000)]) {
    test(target.slice(0, 20), async () => assertErrorShape(await sendRaw(stage().bridge.url, { target })));
  }
});

test('NUL bytes and lone surrogates inside texts are values like any other', async () => {
  const { bridge, label } = stage();
  const bodies = [
    { path: '/oauth2/crmApiToken', body: '{"password":"a\\u0000b"}', code: 'CH_CLIENT_AUTH_FAILURE' },
    { path: '/oauth2/crmApiToken', body: '{"password":"\\ud800"}', code: 'CH_CLIENT_AUTH_FAILURE' },
    { path: '/oauth2/onetime/authorize', body: '{"code":"\\u0000"}', code: 'CID_NON_EXISTED_TOKEN' },
    { path: '/oauth2/authorize', body: '{"accessToken":"\\udfff"}', code: 'CID_NON_EXISTED_TOKEN' },
    { path: '/oauth2/onetime/generate', body: '{"userId":"1\\u0000"}', code: 'MISSING_REQUIRED_PARAMETER' },
  ];
  for (const { path, body, code } of bodies) {
    const target = `/b/${MAIN}${path}?crmApiToken=${label(MAIN).crmApiToken}`;
    assertRefused(await sendRaw(bridge.url, { target, body }), code);
  }
});
