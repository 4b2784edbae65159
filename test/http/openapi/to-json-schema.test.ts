import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import joi, { type ObjectSchema, type Schema } from 'joi';
import type { JsonSchema } from '../../../src/http/openapi/json-schema.ts';
import { toJsonSchema } from '../../../src/http/openapi/to-json-schema.ts';
import { createValidate } from '../../support/validate-json.ts';

/** Both say the same of each value. */
function assertAgree(schema: Schema, values: readonly unknown[]): void {
  const translated = toJsonSchema(schema, 'input');
  const validate = createValidate(translated);
  for (const value of values) {
    const { error } = schema.validate(value, { convert: false });
    const says = `${JSON.stringify(value)} by ${JSON.stringify(translated)}`;
    assert.equal(validate(value) === undefined, error === undefined, says);
  }
}

const SUBSETS = [
  {},
  { a: 1 },
  { b: 1 },
  { c: 1 },
  { a: 1, b: 1 },
  { b: 1, c: 1 },
  { a: 1, c: 1 },
  { a: 1, b: 1, c: 1 },
];
const abc = joi.object({ a: joi.number(), b: joi.number(), c: joi.number() });

const DEPENDENCIES: Readonly<Record<string, ObjectSchema>> = {
  or: abc.or('a', 'b'),
  xor: abc.xor('a', 'b', 'c'),
  oxor: abc.oxor('a', 'b', 'c'),
  and: abc.and('a', 'b'),
  nand: abc.nand('a', 'b'),
  with: abc.with('a', ['b', 'c']),
  without: abc.without('a', ['b', 'c']),
  'two of them': abc.or('a', 'b').without('c', 'a'),
};

describe('a Joi schema as JSON Schema', () => {
  for (const [name, schema] of Object.entries(DEPENDENCIES)) {
    test(`fields that need or exclude each other do so there too: ${name}`, () => assertAgree(schema, SUBSETS));
  }

  test('a pattern without regard to case takes both cases', () => {
    const colour = joi.string().pattern(/^#[0-9a-f]{6}$/i);
    assertAgree(colour, ['#A1b2C3', '#a1b2c3', '#g00000', 'a1b2c3', '']);
    assertAgree(joi.string().pattern(/^de-[A-C]\d\w$/i), ['DE-b1x', 'de-C9_', 'de-d1x', 'de-b1']);
  });

  test('several patterns hold together, and an inverted one forbids', () => {
    const schema = joi.string().pattern(/^a/).pattern(/z$/, { invert: true });
    assertAgree(schema, ['ab', 'az', 'b', 'a']);
  });

  test('values beside a pattern pass as they are', () => {
    assertAgree(joi.string().pattern(/^\d+$/).allow(''), ['', '12', 'x']);
    assertAgree(joi.string().pattern(/^\d+$/).allow('none', null), ['none', '12', 'x', null]);
    assertAgree(joi.string().allow(''), ['', 'x', 1]);
  });

  test('null stands among fixed values where it is allowed', () => {
    assertAgree(joi.string().valid('a', 'b').allow(null), ['a', null, 'c']);
    assertAgree(joi.number().valid(1, 2).allow(null), [1, null, 3]);
  });

  test('formats that only Joi has become patterns', () => {
    assertAgree(joi.string().hex(), ['00ff', 'AB', 'xy']);
    assertAgree(joi.string().ip({ cidr: 'forbidden' }), ['10.0.0.1', '::1', 'ten']);
  });

  test('parts are mended wherever they stand: in lists, alternatives and maps', () => {
    const part = joi.string().pattern(/^x/i);
    assertAgree(joi.array().items(part), [['X1', 'x'], ['y']]);
    assertAgree(joi.array().items(part, joi.number()), [['X1', 1], ['y']]);
    assertAgree(joi.alternatives(joi.number(), part).allow(null), [1, 'X', 'y', null]);
    assertAgree(joi.object().pattern(joi.string(), part), [{ any: 'X' }, { any: 'y' }]);
  });

  test('forbidden and stripped fields are left out; defaults are needed in answers alone', () => {
    const schema = joi.object({ a: joi.boolean().default(false), b: joi.forbidden(), c: joi.string().strip() });
    assert.deepEqual(Object.keys(toJsonSchema(schema, 'input').properties ?? {}), ['a']);
    assert.equal(toJsonSchema(schema, 'input').required, undefined);
    assert.deepEqual(toJsonSchema(schema, 'output').required, ['a']);
  });

  test('what has a name is shared under it, also inside others', () => {
    const shared: Record<string, JsonSchema> = {};
    const user = joi.object({ id: joi.string().required() }).meta({ component: 'User' });
    const list = toJsonSchema(joi.object({ items: joi.array().items(user) }), 'output', (name, schema) => {
      shared[name] = schema;
      return { $ref: name };
    });
    assert.deepEqual(list.properties?.items?.items, { $ref: 'User' });
    assert.deepEqual(shared.User?.required, ['id']);
  });

  test('what no document can tell is a fault of the program', () => {
    assert.throws(() => toJsonSchema(joi.string().pattern(/^a$/m), 'input'), /no document can tell/);
  });
});
