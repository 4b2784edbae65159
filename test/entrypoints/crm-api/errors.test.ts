import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CRM_API_CODES, renderCrmApiError } from '../../../src/entrypoints/crm-api/errors.ts';
import { BridgeError } from '../../../src/errors/bridge-error.ts';
import { ERROR_CATALOGUE, ERROR_CODES } from '../../../src/errors/catalogue.ts';
import { VENDOR_CODES } from './assert-refused.ts';
import { CALLS } from './good-call.ts';

test('every code that a route lists is mapped to a code of the vendor', () => {
  for (const { call, route } of CALLS) {
    for (const code of route.errors) assert.ok(CRM_API_CODES[code], `${call} lists ${code}, which is not mapped`);
  }
});

test('every mapped code is one that a route lists, or that no route is needed for', () => {
  const listed = new Set<string>(CALLS.flatMap(({ route }) => route.errors));
  const elsewhere = ['not_found', 'method_not_allowed', 'internal_error'];
  for (const code of Object.keys(CRM_API_CODES)) {
    assert.ok(listed.has(code) || elsewhere.includes(code), `${code} is mapped, but no route lists it`);
  }
});

test('every documented code of the vendor has a test', () => {
  const texts = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  const documented = new Set(Object.values(CRM_API_CODES));
  documented.delete('INTERNAL_ERROR');
  for (const code of documented) {
    assert.ok(VENDOR_CODES.includes(code), `${code} has no status in the tests`);
    assert.match(texts, new RegExp(`assertRefused\\([^;]*'${code}'`, 's'), `${code} is not asserted anywhere`);
  }
});

test('a code that is not mapped is answered as a bug, without its own words', () => {
  for (const code of ERROR_CODES) {
    const reply = renderCrmApiError(new BridgeError(code, { field: 'x', detail: 'secret detail' }));
    assert.ok(reply.kind === 'json');
    assert.doesNotMatch(JSON.stringify(reply.body), /secret detail/);
    assert.equal(reply.status, ERROR_CATALOGUE[CRM_API_CODES[code] ? code : 'internal_error'].status);
  }
});
