import { STATUS_CODES } from 'node:http';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { DescribedErrors } from './described-api.ts';
import { headerReferences } from './header-references.ts';
import type { JsonSchema } from './json-schema.ts';
import type { OperationResponse, Reference } from './openapi-document.ts';
import type { ResponseShelf } from './response-shelf.ts';

/** One for each status, with every code as an example. */
export function describeFailures(
  codes: readonly ErrorCode[],
  { headersOf }: DescribedErrors,
  schema: JsonSchema,
  shelf: ResponseShelf,
): Record<string, Reference> {
  const byStatus = Map.groupBy([...new Set(codes)].sort(), (code) => ERROR_CATALOGUE[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => {
      const response: OperationResponse = {
        description: `${STATUS_CODES[status]}: ${ofStatus.map((code) => `\`${code}\``).join(', ')}`,
        headers: headerReferences([...new Set(ofStatus.flatMap(headersOf))]),
        content: { 'application/json': { schema, examples: exampleReferences(ofStatus) } },
      };
      return [status, shelf.share(status, response)];
    }),
  );
}

function exampleReferences(codes: readonly ErrorCode[]): Record<string, Reference> {
  return Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
}
