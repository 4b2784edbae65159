import type { ObjectSchema, Schema } from 'joi';
import type { ErrorCode } from '../../errors/catalogue.ts';
import type { HttpMethod } from '../route.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Example, Header, OpenApiDocument, Parameter, SecurityRequirement } from './openapi-document.ts';

/** What an entry point says of itself, apart from its operations. */
export interface DescribedApi {
  readonly info: OpenApiDocument['info'];
  readonly server: OpenApiDocument['servers'][number];
  readonly tags: OpenApiDocument['tags'];
  /** Of every operation that names no other. */
  readonly security: readonly SecurityRequirement[];
  readonly securitySchemes: Readonly<Record<string, object>>;
  /** By the name under which operations refer to them. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly headers: Readonly<Record<string, Header>>;
  readonly errors: DescribedErrors;
  readonly operations: readonly DescribedOperation[];
}

export interface DescribedErrors {
  readonly schema: JsonSchema;
  /** The body that this code is answered with. */
  readonly exampleOf: (code: ErrorCode) => Example;
  /** Names of headers that every answer with this code has. */
  readonly headersOf: (code: ErrorCode) => readonly string[];
}

export interface DescribedOperation {
  readonly operationId: string;
  readonly method: HttpMethod;
  /** `:name` is a parameter. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: true;
  /** That of the API when left out. */
  readonly security?: readonly SecurityRequirement[];
  /** Names of shared parameters. */
  readonly parameters: readonly string[];
  readonly request: { readonly params?: ObjectSchema; readonly query: ObjectSchema; readonly body: ObjectSchema };
  readonly response: {
    readonly status: number;
    /** `null` where there is no body. */
    readonly schema: Schema | null;
    /** Of an answer that is a file. */
    readonly fileTypes?: readonly string[];
    readonly description: string;
    /** Names of shared headers. */
    readonly headers: readonly string[];
  };
  readonly errors: readonly ErrorCode[];
}
