import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fastCheck from 'fast-check';
import { redact } from '../../src/lib/redact.ts';

const SECRET_FIELDS = [
  'password',
  'token',
  'crmApiToken',
  'accessToken',
  'inappToken',
  'webservToken',
  'ticket',
  'signUp',
  'signIn',
];

describe('redact', () => {
  for (const text of [
    'GET /oauth2/authorize?brokerName=a&crmApiToken=canary&x=1',
    'https://app.example/?token=canary',
    'GET /auth/login?firstLogin=true&signUp=canary&step=profile',
    '/auth/login?signIn=canary',
    'wrong one-time token ot_canarycanarycanarycanarycanarycanarycanary1',
    'Authorization: Bearer canary.canary',
    'Authorization: Basic Y2FuYXJ5canarycanary==',
    'the key bk_live_canary-canary.canary is wrong',
    'the key bk_test_canarycanary',
    'eyJhbGciOiJIUzI1NiJ9.canary.canary',
    'postgres://drawbridge:canary@db.internal:5432/drawbridge',
    'redis://:canary@cache:6379',
    '{"code":"canary-16"}',
  ]) {
    test(`masks the secret in ${text.replaceAll('canary', '…')}`, () => {
      assert.doesNotMatch(redact(text), /canary/);
    });
  }

  test('leaves the codes of errors, for they are what one looks for', () => {
    for (const code of ['platform_password_wrong', 'CID_TOKEN_NOT_FOUND', 'ECONNREFUSED', '23505']) {
      const line = JSON.stringify({ code, err: { code }, body: JSON.stringify({ code }) });
      assert.equal(redact(line), line);
    }
  });

  test('masks a field whatever its value is, also in JSON within JSON, and leaves the rest', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.constantFrom(...SECRET_FIELDS), fastCheck.string(), (name, value) => {
        const secret = { [name]: value, kept: 'kept "as" is' };
        const line = JSON.parse(redact(JSON.stringify({ ...secret, inner: JSON.stringify(secret) })));
        const masked = { [name]: '[redacted]', kept: secret.kept };
        assert.deepEqual({ ...line, inner: JSON.parse(line.inner) }, { ...masked, inner: masked });
      }),
    );
  });
});
