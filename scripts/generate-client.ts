/** Part of `npm run docs`: what the client is generated from the document of the broker API. */
import { compile } from 'json-schema-to-typescript';
import type { JsonSchema } from '../src/http/openapi/json-schema.ts';
import type { OpenApiDocument, Operation, Parameter } from '../src/http/openapi/openapi-document.ts';

const HEAD = '/** Made from the document of the broker API by `npm run docs`. */';
/** The client sets it by itself. */
const OF_THE_CLIENT = ['brokerName'];

interface NamedOperation extends Operation {
  readonly method: string;
  readonly path: string;
}

/** @returns The source of `src/client/operations.ts`. */
export function clientOperations(document: OpenApiDocument): string {
  const rows = operationsOf(document).map(({ operationId, method, path, parameters }) => {
    const query = ownParameters(parameters).filter((one) => one.in === 'query');
    const names = query.map(({ name }) => `'${name}'`).join(', ');
    const touches = JSON.stringify(parameters).includes('/AccessPrincipal"');
    return `  ${operationId}: {\n    method: '${method}',\n    path: '${path}',\n    query: [${names}],\n    touchesPersonalData: ${touches},\n  },`;
  });
  return [
    HEAD,
    "import type { Operations } from './broker-api-types.ts';",
    "import type { OperationForm } from './prepare-request.ts';",
    '',
    'export const OPERATIONS: Readonly<Record<keyof Operations, OperationForm>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
}

/** @returns The source of `src/client/broker-api-types.ts`. */
export async function clientTypes(document: OpenApiDocument): Promise<string> {
  const operations = operationsOf(document);
  const inputs = operations.map((operation) => [`${capitalized(operation.operationId)}Input`, inputOf(operation)]);
  const definitions = { ...document.components.schemas, ...Object.fromEntries(inputs) };
  const types = await compile(forTypes({ definitions }) as object, 'Nothing', {
    additionalProperties: false,
    bannerComment: HEAD,
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  const rows = operations.map(
    (operation) =>
      `  ${operation.operationId}: { input: ${capitalized(operation.operationId)}Input; answer: ${answerOf(operation)} };`,
  );
  return [
    withoutOrigins(types)
      .replace(/\nexport interface Nothing \{[^}]*\}\n/, '\n')
      .replace(/^export interface Error /m, 'export interface ErrorBody '),
    '/** What each operation takes and gives. */',
    'export interface Operations {',
    ...rows,
    '}',
    '',
    "export type ErrorCode = ErrorBody['error']['code'];",
    '',
  ].join('\n');
}

/** The generator says of each type where it found it. */
function withoutOrigins(types: string): string {
  return types
    .replace(/ \*\n \* This interface was referenced by [^\n]*\n \* via the [^\n]*\n/g, '')
    .replace(/\/\*\*\n \* This \w+ was referenced by [^\n]*\n \* via the [^\n]*\n \*\/\n/g, '');
}

function operationsOf({ paths }: OpenApiDocument): NamedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

function ownParameters(parameters: Operation['parameters']): Parameter[] {
  return parameters.filter((one): one is Parameter => !('$ref' in one) && !OF_THE_CLIENT.includes(one.name));
}

/** Fields of path and query together, and the body beside them. */
function inputOf({ operationId, parameters, requestBody }: NamedOperation): JsonSchema {
  const fields = ownParameters(parameters);
  const names = fields.map(({ name }) => name);
  if (new Set([...names, 'body']).size <= names.length) throw new Error(`${operationId} has two fields of one name`);
  const body = requestBody?.content['application/json']?.schema;
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(
        fields.map(({ name, schema, description }) => [name, { ...schema, ...(description ? { description } : {}) }]),
      ),
      ...(body ? { body } : {}),
    },
    required: [
      ...fields.filter(({ required }) => required).map(({ name }) => name),
      ...(requestBody?.required ? ['body'] : []),
    ],
    additionalProperties: false,
  };
}

function answerOf({ responses }: Operation): string {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const reference = good && 'content' in good ? good.content?.['application/json']?.schema.$ref : undefined;
  return reference?.split('/').at(-1) ?? 'undefined';
}

/** Types cannot tell which fields exclude each other, nor how a text looks. */
function forTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forTypes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, one]) => {
    if (key === '$ref') return [[key, String(one).replace('#/components/schemas/', '#/definitions/')]];
    if (key === 'not' || key === 'pattern' || key === 'format') return [];
    if (['anyOf', 'oneOf', 'allOf'].includes(key) && Array.isArray(one) && one.every(isRuleAlone)) return [];
    return [[key, forTypes(one)]];
  });
  return Object.fromEntries(entries);
}

function isRuleAlone(schema: JsonSchema): boolean {
  return Object.keys(schema).every((key) => !['type', 'properties', '$ref', 'enum', 'const', 'items'].includes(key));
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
