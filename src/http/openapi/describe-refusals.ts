import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { DescribedErrors } from './described-api.ts';
import type { JsonSchema } from './json-schema.ts';

export interface Refusals {
  /** Every code that a caller can meet. */
  readonly codes: readonly ErrorCode[];
  /** What stands in `field`. */
  readonly field: string;
  /** Between `field` and `doc_url`, where there is more. */
  readonly more?: Readonly<Record<string, JsonSchema>>;
  readonly addressOf: (code: ErrorCode) => string;
  /** Names of headers beside the request's id, by status. */
  readonly headers: Readonly<Record<number, readonly string[]>>;
}

/** Of an API that refuses with `{"error":{code,message,field?,doc_url}}`. */
export function describeRefusals({ codes, field, more = {}, addressOf, headers }: Refusals): DescribedErrors {
  return {
    schema: {
      type: 'object',
      description: 'Why it was refused',
      properties: {
        error: {
          type: 'object',
          properties: {
            code: { type: 'string', enum: codes, description: 'For programs; never changes' },
            message: { type: 'string', description: 'For people' },
            field: { type: 'string', description: field },
            ...more,
            doc_url: { type: 'string', format: 'uri', description: 'What it means, and what to do' },
          },
          required: ['code', 'message', 'doc_url'],
          additionalProperties: false,
        },
      },
      required: ['error'],
      additionalProperties: false,
    },
    exampleOf: (code) => {
      const { sentence, remedy } = ERROR_CATALOGUE[code];
      const value = { error: { code, message: sentence, doc_url: addressOf(code) } };
      return { summary: remedy, value };
    },
    headersOf: (code) => ['X-Request-Id', ...(headers[ERROR_CATALOGUE[code].status] ?? [])],
  };
}
