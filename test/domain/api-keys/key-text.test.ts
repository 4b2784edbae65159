import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newKeyText, parseKeyText } from '../../../src/domain/api-keys/key-text.ts';

const kind = fc.constantFrom('secret' as const, 'publishable' as const);
const environment = fc.constantFrom('test' as const, 'live' as const);

describe('row 46: the text of an API key', () => {
  test('says of what kind and environment it is, whenever it was made here', () => {
    fc.assert(
      fc.property(kind, environment, (isKind, isEnvironment) => {
        const text = newKeyText(isKind, isEnvironment);
        assert.deepEqual(parseKeyText(text), { kind: isKind, environment: isEnvironment });
      }),
    );
  });

  test('of any other form is none, and never a fault', () => {
    const prefix = fc.constantFrom('', 'bk_', 'bk_test_', 'pk_live_', 'BK_TEST_', 'bk_test', 'bk__test_');
    fc.assert(
      fc.property(prefix, fc.string({ unit: 'binary', maxLength: 300 }), (beginning, rest) => {
        const parsed = parseKeyText(beginning + rest);
        if (parsed === undefined) return;
        assert.match(beginning + rest, /^[bp]k_(test|live)_[\w.~-]{8,128}$/);
      }),
    );
  });
});
