import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsOfCallAnswer } from '../../src/conformance/answer-faults.ts';
import { urlUnder } from '../../src/conformance/bridge-client.ts';
import { createSecretBook } from '../../src/conformance/secret-book.ts';

describe('a path is put under the base address', () => {
  for (const [base, expected] of [
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/oauth2/authorize'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000/oauth2/authorize'],
    ['https://sso.example/b/tradingtech_main/', 'https://sso.example/b/tradingtech_main/oauth2/authorize'],
  ] as const) {
    test(base, () => assert.equal(urlUnder(new URL(base), 'oauth2/authorize').href, expected));
  }
});

describe('an error answer is looked over', () => {
  const good = { error: 'Not Found', message: 'No such token', code: 'CID_TOKEN_NOT_FOUND' };
  const secrets = createSecretBook();
  secrets.learn('secret "quoted" 1');
  secrets.learn('invalid');

  function faultsOf(body: unknown, headers: Record<string, string> = {}, status = 404): string[] {
    const all = { 'content-type': 'application/json', 'x-request-id': 'r1', ...headers };
    return faultsOfCallAnswer(
      {
        status,
        headers: new Headers(all),
        text: typeof body === 'string' ? body : JSON.stringify(body),
        failure: null,
      },
      secrets,
    );
  }

  for (const [what, faults, expected] of [
    ['a good one has no fault', faultsOf(good), []],
    ['a code that is a number', faultsOf({ ...good, code: 7 }), ['error body without code']],
    ['an array', faultsOf([good]), ['error body without error, message, code']],
    ['a nested token field', faultsOf({ ...good, more: [{ token: null }] }), ['error body with the field "token"']],
    [
      'a secret behind JSON escapes',
      faultsOf({ ...good, message: 'No secret "quoted" 1' }),
      ['error answer repeats the secret sec…(17 characters)'],
    ],
    [
      'a secret in a header',
      faultsOf(good, { 'x-debug': 'secret "quoted" 1' }),
      ['error answer repeats the secret sec…(17 characters)'],
    ],
    ['a plain word that is a password too', faultsOf({ ...good, message: 'an invalid token' }), []],
    ['another content type', faultsOf(good, { 'content-type': 'text/json' }), ['content type is text/json, not JSON']],
    ['a 204 with a body', faultsOf('{}', {}, 204), ['a 204 with a body']],
    ['a 5xx', faultsOf(good, {}, 503), ['the server failed with 503']],
    [
      'a stack trace',
      faultsOf({ ...good, stack: 'Error: x\n    at f (/srv/a.js:1:2)' }),
      ['a stack trace in the body'],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(faults, expected));
  }
});
