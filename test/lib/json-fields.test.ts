import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { repeatsField } from '../../src/lib/json-fields.ts';

test('a field of the outermost object that stands twice is found, however it is written', () => {
  const repeating = ['{"a":1,"a":2}', '{"a" : {}, "b":[1], "a":2}', '{"a":1,"\\u0061":2}', '{"":1,"":2}'];
  for (const text of repeating) assert.equal(repeatsField(text), true, text);
});

test('the same word as a value, or as a field elsewhere, is none', () => {
  const fine = ['{"a":"a","b":"a"}', '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}', '{"a":"\\",\\"a\\":"}', '[]', '""'];
  for (const text of fine) assert.equal(repeatsField(text), false, text);
});

test('no object that was made by JSON.stringify repeats a field', () => {
  fc.assert(fc.property(fc.object(), (value) => repeatsField(JSON.stringify(value)) === false));
});

test('no text makes it fail', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof repeatsField(text) === 'boolean'));
});
