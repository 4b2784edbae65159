import type { ErrorCode } from '../../errors/catalogue.ts';
import { describeFailures } from './describe-failures.ts';
import type { DescribedApi, DescribedErrors, DescribedOperation } from './described-api.ts';
import { headerReferences } from './header-references.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Example, OpenApiDocument, Operation, Parameter } from './openapi-document.ts';
import { createResponseShelf, type ResponseShelf } from './response-shelf.ts';
import { createSchemaShelf, type SchemaShelf } from './schema-shelf.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** Of the body of every refusal. */
const ERROR_SCHEMA = 'Error';

interface Shelves {
  readonly schemas: SchemaShelf;
  readonly responses: ResponseShelf;
}

/** Makes the document of an API out of the tables from which it is mounted. */
export function describeApi(api: DescribedApi): OpenApiDocument {
  const shelves = { schemas: createSchemaShelf(), responses: createResponseShelf() };
  const { errors, operations, info, server, tags, security, securitySchemes } = api;
  const errorSchema = shelves.schemas.share(ERROR_SCHEMA, errors.schema);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    const described = describeOperation(operation, errors, errorSchema, shelves);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described };
  }
  const document = { openapi: '3.1.1', info, servers: [server], tags, security, paths } as const;
  const used = JSON.stringify([document, shelves.responses.responses()]);
  return {
    ...document,
    components: {
      schemas: shelves.schemas.schemas(),
      parameters: onlyUsed(used, 'parameters', api.parameters),
      headers: onlyUsed(used, 'headers', api.headers),
      examples: examplesOf(errors, operations),
      responses: shelves.responses.responses(),
      securitySchemes,
    },
  };
}

function describeOperation(
  operation: DescribedOperation,
  errors: DescribedErrors,
  errorSchema: JsonSchema,
  { schemas, responses }: Shelves,
): Operation {
  const { operationId, tag, summary, description, deprecated, security, request } = operation;
  const { examples = [], ...body } = toJsonSchema(request.body, 'input', schemas.share);
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(security === undefined ? {} : { security }),
    parameters: [
      ...(request.params ? parametersOf(toJsonSchema(request.params, 'input'), 'path') : []),
      ...parametersOf(toJsonSchema(request.query, 'input'), 'query'),
      ...operation.parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...(hasFields(body)
      ? { requestBody: bodyOf(schemas.named(`${capitalized(operationId)}Request`, body), body, examples) }
      : {}),
    responses: {
      ...describeSuccess(operation, schemas),
      ...describeFailures(operation.errors, errors, errorSchema, responses),
    },
  };
}

function hasFields(schema: JsonSchema): boolean {
  return schema.$ref !== undefined || Object.keys(schema.properties ?? {}).length > 0;
}

function bodyOf(schema: JsonSchema, own: JsonSchema, examples: readonly unknown[]) {
  const required = own.$ref !== undefined || (own.required?.length ?? 0) > 0;
  return { required, content: { 'application/json': { schema, ...firstOf(examples) } } };
}

/** It stands beside the schema, where every reader of documents looks for it. */
function firstOf([example]: readonly unknown[]): { readonly example?: unknown } {
  return example === undefined ? {} : { example };
}

function parametersOf(schema: JsonSchema, place: 'path' | 'query'): Parameter[] {
  return Object.entries(schema.properties ?? {}).map(([name, { description, examples = [], ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required?.includes(name) ?? false),
    ...(description === undefined ? {} : { description }),
    schema: own,
    ...firstOf(examples),
  }));
}

function describeSuccess({ operationId, response }: DescribedOperation, schemas: SchemaShelf): Operation['responses'] {
  const { status, schema, description, headers, fileTypes } = response;
  const shared = { description, headers: headerReferences(headers) };
  if (fileTypes) return { [status]: { ...shared, content: contentOfFile(fileTypes) } };
  if (!schema) return { [status]: shared };
  const own = toJsonSchema(schema, 'output', schemas.share);
  const named = schemas.named(`${capitalized(operationId)}Response`, own);
  return { [status]: { ...shared, content: { 'application/json': { schema: named } } } };
}

function contentOfFile(types: readonly string[]) {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }] as const));
}

function examplesOf(
  { exampleOf }: DescribedErrors,
  operations: readonly DescribedOperation[],
): Record<string, Example> {
  const codes = [...new Set<ErrorCode>(operations.flatMap(({ errors }) => errors))].sort();
  return Object.fromEntries(codes.map((code) => [code, exampleOf(code)]));
}

/** What nothing refers to is left out. */
function onlyUsed<Value>(text: string, kind: string, values: Readonly<Record<string, Value>>): Record<string, Value> {
  const isUsed = (name: string) => text.includes(`"#/components/${kind}/${name}"`);
  return Object.fromEntries(Object.entries(values).filter(([name]) => isUsed(name)));
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
