import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { withoutDependencies } from '../../../scripts/without-dependencies.ts';
import { brokerApiRoutes } from '../../../src/entrypoints/broker-api/routes.ts';
import { crmApiRoutes } from '../../../src/entrypoints/crm-api/routes.ts';
import type { OpenApiDocument } from '../../../src/http/openapi/openapi-document.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

describe('the documents of our APIs', () => {
  let bridge: TestBridge;
  const documents = new Map<string, OpenApiDocument>();

  before(async () => {
    bridge = await startTestBridge();
    for (const name of ['admin', 'broker-api', 'crm-api']) {
      const response = await fetch(`${bridge.url}/openapi/${name}.json`);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      documents.set(name, (await response.json()) as OpenApiDocument);
    }
  });
  after(() => bridge.close());

  // Before the long work, during which an idle connection is closed.
  test('an unknown document is refused', async () => {
    assert.equal((await fetch(`${bridge.url}/openapi/other.json`)).status, 404);
  });

  const documentOf = (name: string): OpenApiDocument => {
    const document = documents.get(name);
    assert.ok(document);
    return document;
  };

  for (const name of ['admin', 'broker-api', 'crm-api']) {
    test(`a linter finds no error in ${name}`, async () => {
      const config = await createConfig({ extends: ['recommended'] });
      const source = JSON.stringify(documentOf(name));
      const problems = await lintFromString({ source, config, absoluteRef: `/${name}.json` });
      const errors = problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        errors.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`),
        [],
      );
    });
  }

  test('every operation of the tables stands in its document, and no other', () => {
    const inDocument = (name: string) =>
      Object.entries(documentOf(name).paths)
        .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
        .sort();
    const broker = brokerApiRoutes(withoutDependencies()).map(({ method, path }) => `${method} ${spelled(path)}`);
    assert.deepEqual(inDocument('broker-api'), broker.sort());
    const crm = crmApiRoutes(withoutDependencies()).flatMap(({ method, paths }) =>
      paths.map((path) => `${method} ${path}`),
    );
    assert.deepEqual(inDocument('crm-api'), crm.sort());
  });

  test('privacy headers are required where personal data is touched, and idempotency keys taken by every POST', () => {
    const { paths } = documentOf('broker-api');
    for (const route of brokerApiRoutes(withoutDependencies())) {
      const operation = paths[spelled(route.path)]?.[route.method.toLowerCase()];
      const references = (operation?.parameters ?? []).flatMap((one) => ('$ref' in one ? [one.$ref] : []));
      const takes = (name: string) => references.includes(`#/components/parameters/${name}`);
      const isPersonal = route.personalData.kind === 'person';
      assert.deepEqual([takes('AccessPrincipal'), takes('AccessJustification')], [isPersonal, isPersonal]);
      assert.equal(takes('IdempotencyKey'), route.method === 'POST', route.operationId);
      assert.ok(takes('Signature') && takes('SignatureTimestamp'));
    }
    assert.equal(documentOf('broker-api').components.parameters.AccessPrincipal?.required, true);
  });

  test('no example fills in an Idempotency-Key: what is tried out a second time would be refused', () => {
    const { IdempotencyKey } = documentOf('broker-api').components.parameters;
    assert.equal(IdempotencyKey?.example, undefined);
    assert.match(IdempotencyKey?.description ?? '', /new UUID for each new request/);
  });

  test('every code that a route names is an example of its status', () => {
    const { paths, components } = documentOf('broker-api');
    for (const { operationId, method, path, errors } of brokerApiRoutes(withoutDependencies())) {
      const responses = Object.values(paths[spelled(path)]?.[method.toLowerCase()]?.responses ?? {});
      const shared = responses.flatMap((one) =>
        '$ref' in one ? [components.responses[one.$ref.split('/').at(-1) ?? '']] : [],
      );
      const codes = shared.flatMap((one) => Object.keys(one?.content?.['application/json']?.examples ?? {}));
      for (const code of [...errors, 'invalid_api_key', 'internal_error']) {
        assert.ok(codes.includes(code), `${operationId}: ${code}`);
        assert.ok(components.examples[code]);
      }
    }
  });
});

function spelled(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}
