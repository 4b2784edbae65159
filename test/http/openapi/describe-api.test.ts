import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import joi from 'joi';
import { describeApi } from '../../../src/http/openapi/describe-api.ts';
import type { DescribedOperation } from '../../../src/http/openapi/described-api.ts';

const NOTE = joi.object({ text: joi.string().required() });

function documentOf(request: DescribedOperation['request']) {
  return describeApi({
    info: { title: 'Notes', version: '1', summary: 'Notes', description: 'Notes', license: { name: 'None' } },
    server: { url: '/', description: 'Here' },
    ...{ tags: [], security: [], securitySchemes: {}, parameters: {}, headers: {} },
    errors: { schema: { type: 'object' }, exampleOf: () => ({ summary: '', value: {} }), headersOf: () => [] },
    operations: [
      {
        ...{ operationId: 'writeNote', method: 'POST', path: '/notes', tag: 'Notes', summary: 'Write a note' },
        ...{ parameters: [], request, errors: [] },
        response: { status: 200, schema: NOTE, description: 'The note', headers: [] },
      },
    ],
  });
}

describe('the document of an API', () => {
  test('an example of a body stands beside its schema, and not in it', () => {
    const document = documentOf({ query: joi.object({}), body: NOTE.example({ text: 'Hello' }) });
    const content = document.paths['/notes']?.post?.requestBody?.content['application/json'];
    assert.deepEqual(content, {
      schema: { $ref: '#/components/schemas/WriteNoteRequest' },
      example: { text: 'Hello' },
    });
    assert.equal(document.components.schemas.WriteNoteRequest?.examples, undefined);
  });

  test('an example of a parameter stands beside its schema too', () => {
    const query = joi.object({ by: joi.string().required().example('anna'), limit: joi.number() });
    const [by, limit] = documentOf({ query, body: NOTE }).paths['/notes']?.post?.parameters ?? [];
    assert.ok(by && 'schema' in by && limit && 'schema' in limit);
    assert.deepEqual([by.example, by.schema.examples], ['anna', undefined]);
    assert.ok(!('example' in limit));
  });

  test('without one there is none', () => {
    const document = documentOf({ query: joi.object({}), body: NOTE });
    const content = document.paths['/notes']?.post?.requestBody?.content['application/json'];
    assert.deepEqual(Object.keys(content ?? {}), ['schema']);
  });
});
