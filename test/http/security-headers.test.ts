import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageHeaders, SECURITY_HEADERS } from '../../src/http/security-headers.ts';

function policyOf(headers: Readonly<Record<string, string>>): string {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-security-policy');
  return entry?.[1] ?? '';
}

describe('security headers', () => {
  test('row 35: what says nothing of its own loads nothing and is framed by nobody', () => {
    assert.match(policyOf(SECURITY_HEADERS), /default-src 'none'/);
    assert.match(policyOf(SECURITY_HEADERS), /frame-ancestors 'none'/);
    assert.match(policyOf(SECURITY_HEADERS), /base-uri 'none'/);
    const lowered = new Map(Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]));
    assert.equal(lowered.get('x-frame-options'), 'DENY');
    assert.equal(lowered.get('x-content-type-options'), 'nosniff');
    assert.equal(lowered.get('referrer-policy'), 'no-referrer');
    assert.equal(lowered.get('strict-transport-security'), 'max-age=31536000', 'and nothing of names below ours');
  });

  test('a page without origins is framed by nobody and sends forms to us alone', () => {
    const policy = policyOf(pageHeaders({ frameOrigins: [], formOrigins: [] }));
    assert.match(policy, /frame-ancestors 'none'$/);
    assert.match(policy, /form-action 'self';/);
  });

  test('row 35: a page names each origin that may frame it, and where its forms may lead', () => {
    const frameOrigins = ['https://app.one.example', 'https://app.two.example'];
    const policy = policyOf(pageHeaders({ frameOrigins, formOrigins: ['https://done.example'] }));
    assert.match(policy, /frame-ancestors https:\/\/app\.one\.example https:\/\/app\.two\.example$/);
    assert.match(policy, /form-action 'self' https:\/\/done\.example;/);
    assert.doesNotMatch(policy, /unsafe|script-src/);
  });
});
