import assert from 'node:assert/strict';
import type {
  OpenApiDocument,
  Operation,
  OperationResponse,
  Reference,
} from '../../src/http/openapi/openapi-document.ts';
import { createDocumentValidate } from './validate-json.ts';

/** Sees every call that is made by its `fetch`, and holds it against a document. */
export interface Witness {
  readonly fetch: typeof fetch;
  last(): Seen;
  /** Of all calls so far. */
  faults(): readonly string[];
}

export interface Seen {
  readonly operationId: string;
  readonly status: number;
  readonly faults: readonly string[];
}

/** Headers that are only there now and then. */
const SOMETIMES = ['X-Api-Key-Expires-At', 'Retry-After'];

export function holdAgainst(document: OpenApiDocument): Witness {
  const validatorOf = createDocumentValidate(document);
  const findOperation = createFindOperation(document);
  const seen: Seen[] = [];

  function faultsOfBody(part: Operation['requestBody'] | OperationResponse | undefined, text: string): string[] {
    const schema = part?.content?.['application/json']?.schema;
    if (text === '')
      return schema && part && 'required' in part && !part.required ? [] : schema ? ['there is no body'] : [];
    if (!schema) return [`there is a body: ${text}`];
    const fault = validatorOf(schema)(JSON.parse(text));
    return fault === undefined ? [] : [`${fault} in ${text}`];
  }

  function faultsOfAnswer(operation: Operation, response: Response, text: string): string[] {
    const named = operation.responses[response.status];
    if (!named) return [`status ${response.status} is not described`];
    const described = resolve(document, named);
    const missing = Object.keys(described.headers).filter(
      (name) => !SOMETIMES.includes(name) && !response.headers.has(name),
    );
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    // A file has no schema to be held against.
    if (response.ok && type !== 'application/json' && described.content?.[type]) return missing.map(noHeader);
    const examples = Object.values(described.content?.['application/json']?.examples ?? {});
    const codes = examples.map(({ $ref }) => codeIn(document.components.examples[$ref.split('/').at(-1) ?? '']?.value));
    const code = response.ok ? undefined : codeIn(JSON.parse(text));
    return [
      ...missing.map(noHeader),
      ...faultsOfBody(described, text),
      ...(code !== undefined && !codes.includes(code) ? [`${code} is not described`] : []),
    ];
  }

  return {
    async fetch(input, init) {
      const { pathname } = new URL(String(input));
      const operation = findOperation(init?.method ?? 'GET', pathname);
      const response = await fetch(input, init);
      const text = await response.clone().text();
      const asked = response.ok ? faultsOfBody(operation.requestBody, String(init?.body ?? '')) : [];
      const faults = [...asked, ...faultsOfAnswer(operation, response, text)];
      seen.push({ operationId: operation.operationId, status: response.status, faults });
      return response;
    },
    last() {
      const last = seen.at(-1);
      assert.ok(last, 'no call was made');
      return last;
    },
    faults: () => seen.flatMap(({ operationId, faults }) => faults.map((fault) => `${operationId}: ${fault}`)),
  };
}

function noHeader(name: string): string {
  return `there is no ${name}`;
}

function createFindOperation({ paths, servers }: OpenApiDocument) {
  const prefix = (servers[0]?.url ?? '').replace(/\/$/, '');
  const known = Object.entries(paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${prefix}${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    methods,
  }));
  return (method: string, pathname: string): Operation => {
    const matching = known.filter(({ pattern }) => pattern.test(pathname));
    const found = matching.map(({ methods }) => methods[method.toLowerCase()]).find((one) => one !== undefined);
    assert.ok(found, `${method} ${pathname} is not described`);
    return found;
  };
}

/** Of an error of the broker API, or of the vendor's form. */
function codeIn(body: unknown): string | undefined {
  const { error, code } = body as { error?: { code?: string }; code?: string };
  return error?.code ?? code;
}

function resolve({ components }: OpenApiDocument, response: OperationResponse | Reference): OperationResponse {
  if (!('$ref' in response)) return response;
  const shared = components.responses[response.$ref.split('/').at(-1) ?? ''];
  assert.ok(shared, response.$ref);
  return shared;
}
