import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { differencesBetween, settingAt, settingChangesBetween, withSetting } from '../../src/lib/setting-changes.ts';

const settings = fc.object({
  key: fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'),
  maxDepth: 3,
  values: [fc.integer(), fc.boolean(), fc.constant(null), fc.string(), fc.array(fc.integer(), { maxLength: 3 })],
});

describe('changes of settings', () => {
  test('are told by dotted path in their order; lists and another shape count as one', () => {
    const before = { name: 'x', offer: null, hosts: ['a'], branding: { accent: '#111111', risk: { en: 'Risk.' } } };
    const after = { name: 'x', offer: { id: 1 }, hosts: ['a', 'b'], branding: { accent: '#222222', risk: {} } };
    assert.deepEqual(settingChangesBetween(before, after), [
      { field: 'branding.accent', before: '#111111', after: '#222222' },
      { field: 'branding.risk.en', before: 'Risk.', after: null },
      { field: 'hosts', before: ['a'], after: ['a', 'b'] },
      { field: 'offer', before: null, after: { id: 1 } },
    ]);
    assert.deepEqual(settingChangesBetween(after, after), []);
  });

  test('set back one after the other, they make what was before', () => {
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        const differences = differencesBetween(before, after);
        for (const { path, after: value } of differences) assert.deepEqual(settingAt(after, path), value);
        const restored = differences.reduce((made, one) => withSetting(made, one.path, one.before), after);
        assert.deepEqual(differencesBetween(before, restored), []);
      }),
    );
  });

  test('what is set leaves the settings that it was made from as they were', () => {
    const given = Object.freeze({ a: Object.freeze({ b: 1 }) });
    assert.deepEqual(withSetting(given, ['a', 'c', 'd'], 2), { a: { b: 1, c: { d: 2 } } });
    assert.deepEqual(withSetting(given, ['a', 'b'], undefined), { a: {} });
    assert.deepEqual(withSetting(given, ['x', 'y'], undefined), { a: { b: 1 }, x: {} });
    assert.equal(settingAt(given, ['a', 'b', 'c']), undefined);
  });
});
