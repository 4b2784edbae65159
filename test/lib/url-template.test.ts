import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkUrlTemplate, fillUrlTemplate, originOfUrlTemplate } from '../../src/lib/url-template.ts';

const NAMES = ['account', 'lang'];

describe('a template of an address', () => {
  for (const template of [
    'https://pay.example/',
    'https://pay.example/{account}?lang={lang}#{lang}',
    'http://127.0.0.1:3100/pay?a={account}&a={account}',
    'HTTPS://pay.example?{lang}',
    'https://[2001:db8::1]:8443/{account}',
  ]) {
    test(`${template} is good`, () => assert.equal(checkUrlTemplate(template, NAMES), undefined));
  }

  for (const [template, fault] of [
    ['https://pay.example/{user}', /unknown placeholder \{user\}/],
    ['https://pay.example/{Account}', /unknown placeholder \{Account\}/],
    ['https://pay.example/{}', /unknown placeholder \{\}/],
    ['https://pay.example/{account', /brace/],
    ['https://pay.example/account}', /brace/],
    ['https://pay.example/{{account}}', /brace/],
    ['https://{account}/', /placeholder in its host/],
    ['https://pay.example:{account}/', /placeholder in its host/],
    ['https://{account}@pay.example/', /placeholder in its host/],
    ['{account}://pay.example/', /does not begin with/],
    ['{account}', /does not begin with/],
    ['javascript:alert({account})', /does not begin with/],
    ['//pay.example/', /does not begin with/],
    ['https:/pay.example/{account}', /does not begin with/],
    ['https://user:secret@pay.example/', /credentials/],
    ['https://pay.example;script-src*/', /not a web address/],
    ['https://*.example/', /not a web address/],
    ['https:///pay', /does not begin with/],
    ['https://pay.example\\{account}', /backslash/],
    ['https://pay.example/ {account}', /space/],
    ['https://pay.example/\n', /space/],
    ['https://пример.example/', /ASCII/],
    [`https://pay.example/${'a'.repeat(2000)}`, /longer/],
    ['', /space|ASCII/],
  ] as const) {
    test(`${JSON.stringify(template.slice(0, 60))} is refused`, () => {
      assert.match(checkUrlTemplate(template, NAMES) ?? 'nothing', fault);
    });
  }

  test('a value is encoded, so that it stays in its place', () => {
    const filled = fillUrlTemplate('https://pay.example/{account}?l={lang}', { account: '../a?b#c', lang: 'é&x=1 "' });
    assert.equal(filled, 'https://pay.example/..%2Fa%3Fb%23c?l=%C3%A9%26x%3D1%20%22');
  });

  test('what is missing is empty, and steps up the path are too', () => {
    assert.equal(
      fillUrlTemplate('https://pay.example/a/{account}/{lang}/b', { account: '..' }),
      'https://pay.example/a///b',
    );
  });

  test('a value that holds a placeholder is not filled in itself, and no special pattern of a replacement works', () => {
    const filled = fillUrlTemplate('https://pay.example/{account}/{lang}', { account: '{lang}', lang: '$&' });
    assert.equal(filled, 'https://pay.example/%7Blang%7D/%24%26');
  });

  test('row 46: whatever the values, the address keeps its origin, its path above and its other parameters', () => {
    const template = 'https://pay.example/pay/{account}/end?l={lang}&k=1';
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(text, text, (account, lang) => {
        const url = new URL(fillUrlTemplate(template, { account, lang }));
        assert.equal(url.origin, originOfUrlTemplate(template));
        assert.match(url.pathname, /^\/pay\/[^/]*\/end$/);
        assert.deepEqual([...url.searchParams.keys()], ['l', 'k']);
        assert.equal(url.hash, '');
      }),
    );
  });
});
