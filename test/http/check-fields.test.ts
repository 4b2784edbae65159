import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import joi from 'joi';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { createFieldCheck } from '../../src/http/check-fields.ts';

const schema = joi.object({
  name: joi.string().max(5).required(),
  count: joi.number().integer(),
  nested: joi.object({ list: joi.array().items(joi.string()) }),
});

const body = createFieldCheck(schema, { isFlat: false, unknownFields: 'refused' });
const query = createFieldCheck(schema, { isFlat: true, unknownFields: 'refused' });
const lenient = createFieldCheck(schema, { isFlat: false });

function refusal(check: typeof body, fields: Record<string, unknown>) {
  try {
    check(fields);
  } catch (error) {
    if (isBridgeError(error)) return [error.code, error.field];
    throw error;
  }
  return undefined;
}

describe('strict checks of fields', () => {
  test('what is right passes as it is', () => {
    const fields = { name: 'ada', count: 3, nested: { list: ['x'] } };
    assert.deepEqual(body(fields), fields);
  });

  test('an unknown field is refused by its name, however deep it stands', () => {
    assert.deepEqual(refusal(body, { name: 'ada', colour: 1 }), ['parameter_unknown', 'colour']);
    assert.deepEqual(refusal(body, { name: 'ada', nested: { more: 1 } }), ['parameter_unknown', 'nested.more']);
  });

  test('a wrong one is named with its place', () => {
    assert.deepEqual(refusal(body, {}), ['parameter_invalid', 'name']);
    assert.deepEqual(refusal(body, { name: 'ada', nested: { list: ['x', 1] } }), [
      'parameter_invalid',
      'nested.list.1',
    ]);
  });

  test('a number in a query is text, and in JSON is not', () => {
    assert.deepEqual(query({ name: 'ada', count: '3' }), { name: 'ada', count: 3 });
    assert.deepEqual(refusal(body, { name: 'ada', count: '3' }), ['parameter_invalid', 'count']);
  });

  test('a parameter that stands twice in a query is malformed', () => {
    assert.deepEqual(refusal(query, { name: ['ada', 'eve'] }), ['malformed_request', 'name']);
  });

  test('elsewhere unknown fields are left out', () => {
    assert.deepEqual(lenient({ name: 'ada', colour: 1 }), { name: 'ada' });
  });

  test('row 46: any object passes or is refused with a code', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const code = refusal(body, fields)?.[0] ?? 'parameter_invalid';
        return ['parameter_invalid', 'parameter_unknown'].includes(code);
      }),
    );
  });
});
