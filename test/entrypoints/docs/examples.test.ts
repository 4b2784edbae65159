import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutDependencies } from '../../../scripts/without-dependencies.ts';
import { describeBrokerApi } from '../../../src/entrypoints/broker-api/describe-broker-api.ts';
import { brokerApiRoutes } from '../../../src/entrypoints/broker-api/routes.ts';
import { describeCrmApi } from '../../../src/entrypoints/crm-api/describe-crm-api.ts';
import { crmApiRoutes } from '../../../src/entrypoints/crm-api/routes.ts';
import type { JsonSchema } from '../../../src/http/openapi/json-schema.ts';
import type { OpenApiDocument } from '../../../src/http/openapi/openapi-document.ts';
import { createDocumentValidate } from '../../support/validate-json.ts';

const BROKER_API_ROUTES = brokerApiRoutes(withoutDependencies());
const DOCUMENTS = {
  'broker-api': describeBrokerApi(BROKER_API_ROUTES, 'http://127.0.0.1:3000'),
  'crm-api': describeCrmApi(crmApiRoutes(withoutDependencies())),
};

function operationsOf({ paths }: OpenApiDocument) {
  return Object.values(paths).flatMap((methods) => Object.values(methods));
}

function bodyOf(document: OpenApiDocument, operationId: string) {
  const operation = operationsOf(document).find((one) => one.operationId === operationId);
  return operation?.requestBody?.content['application/json'];
}

/** Where it is shared, as it stands there. */
function resolved({ components }: OpenApiDocument, schema: JsonSchema): JsonSchema {
  return components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
}

describe('what the viewer fills in', () => {
  for (const [name, document] of Object.entries(DOCUMENTS)) {
    const validatorOf = createDocumentValidate(document);

    for (const { operationId, requestBody } of operationsOf(document)) {
      const content = requestBody?.content['application/json'];
      if (!content) continue;

      test(`${name}: the body of ${operationId} has an example, which its schema takes`, () => {
        const { schema, example } = content;
        assert.ok(example && typeof example === 'object', 'there is none');
        assert.equal(validatorOf(schema)(example), undefined);
        const own = resolved(document, schema);
        const unknown = Object.keys(example).filter((field) => !(field in (own.properties ?? {})));
        assert.deepEqual(unknown, []);
        assert.equal(own.examples, undefined, 'it stands beside the schema, once');
      });
    }

    test(`${name}: what a query has to bring has an example, which its schema takes`, () => {
      for (const { operationId, parameters } of operationsOf(document)) {
        for (const parameter of parameters) {
          if ('$ref' in parameter || parameter.in !== 'query' || !parameter.required) continue;
          assert.ok(parameter.example !== undefined, `${operationId}: ${parameter.name}`);
          assert.equal(validatorOf(parameter.schema)(parameter.example), undefined, operationId);
        }
      }
    });
  }

  test('the broker API itself takes each of them as it stands', () => {
    const checked = BROKER_API_ROUTES.flatMap(({ operationId, request }) => {
      const example = bodyOf(DOCUMENTS['broker-api'], operationId)?.example;
      if (example === undefined) return [];
      const { error } = request.body.validate(example, { convert: false, allowUnknown: false });
      assert.equal(error, undefined, operationId);
      return [operationId];
    });
    assert.ok(checked.length >= 15, `${checked.length}`);
  });

  test('no example is another one’s: an answer does not take over that of what is sent', () => {
    for (const { components } of Object.values(DOCUMENTS)) {
      const withExamples = Object.entries(components.schemas).filter(([, schema]) => schema.examples !== undefined);
      assert.deepEqual(withExamples, []);
    }
  });
});
