import type { ObjectSchema, Schema } from 'joi';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { ApiKeyScope } from '../lib/api-key-scopes.ts';
import type { StaffPermission } from '../lib/staff-permissions.ts';
import type { RequestContext } from './request-context.ts';

/**
 * A route is a value: whatever is not stated here does not compile. The table of an entry point is all that is mounted,
 * tested route by route, and described to the world.
 *
 * @typeParam Caller - What the entry point's `authenticate` learns of the caller.
 */
export interface Route<Caller> {
  readonly method: HttpMethod;
  /** All of them answer the same. `:name` is a parameter, and stands for one segment. */
  readonly paths: readonly string[];
  /** One sentence for the documentation. */
  readonly summary: string;
  readonly security: RouteSecurity;
  readonly body: BodyFormat;
  /** 16 KiB when left out. */
  readonly maxBodyBytes?: number;
  readonly request: RouteSchemas;
  readonly response: RouteResponse;
  /** The codes that a caller can meet here. */
  readonly errors: readonly ErrorCode[];
  readonly handle: (call: RouteCall<Caller>) => RouteReply | Promise<RouteReply>;
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How the caller is known. An open route says why it may be. */
export type RouteSecurity =
  | { readonly kind: 'open'; readonly because: string }
  | { readonly kind: 'crm-api-token' }
  /** A form of ours, sent from our own page of this white label. */
  | { readonly kind: 'form-ticket'; readonly page: string }
  /** A form of ours, on a page that a one-time token opened; the ticket says for whom. */
  | { readonly kind: 'page-ticket'; readonly page: string }
  | { readonly kind: 'operator-token' }
  /** A key of the broker's own systems; `scope` is what it has to allow, `null` where any key will do. */
  | { readonly kind: 'api-key'; readonly scope: ApiKeyScope | null; readonly keys: 'secret' | 'any' }
  /** A member of staff, by cookie or bearer token; `permission` is what the role has to allow, `null` where any will do. */
  | { readonly kind: 'staff-session'; readonly permission: StaffPermission | null }
  /** The server of a white label's cashier, known by its HMAC. */
  | { readonly kind: 'cashier-signature' };

/**
 * `json` is parsed whatever its content type says; of `signed-json` the bytes are kept too, for `rawBodyOf`; `form` is
 * `application/x-www-form-urlencoded`.
 */
export type BodyFormat = 'none' | 'json' | 'signed-json' | 'form' | MultipartForm;

/** `multipart/form-data`: a form with files (RFC 7578). */
export interface MultipartForm {
  /** Each takes one file at most. */
  readonly fileFields: readonly string[];
  readonly maxFileBytes: number;
  /** 16 when left out. */
  readonly maxFields?: number;
  /** Asked before a file is read; the caller is known then. What it throws is the answer. */
  readonly admit: (context: RequestContext) => Promise<void>;
}

export interface RouteSchemas {
  /** Of the path; none when left out. */
  readonly params?: ObjectSchema;
  readonly query: ObjectSchema;
  readonly body: ObjectSchema;
  /** `left-out` when left out. What is refused is refused with its name, and a number in JSON has to be one. */
  readonly unknownFields?: 'left-out' | 'refused';
}

export interface RouteResponse {
  readonly status: number;
  readonly contentType: 'application/json' | 'text/html' | 'text/plain' | 'text/css' | 'image/*' | 'none';
  /** Of a JSON body. */
  readonly schema?: Schema;
}

/** A call that has passed all checks of its route. */
export interface RouteCall<Caller> {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of a form with files: their content, by field. */
  readonly files: Readonly<Record<string, Buffer>>;
  readonly context: RequestContext;
}

export type RouteReply =
  | {
      readonly kind: 'json';
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: object;
    }
  | { readonly kind: 'text'; readonly status?: number; readonly contentType: string; readonly body: string }
  | {
      readonly kind: 'html';
      readonly status?: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      /** May say itself how long it may be kept. */
      readonly kind: 'file';
      readonly contentType: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
    }
  | {
      /** A text that need not fit into memory; see `beginText`. */
      readonly kind: 'stream';
      readonly contentType: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: AsyncIterable<string>;
    }
  | { readonly kind: 'redirect'; readonly location: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'empty'; readonly headers?: Readonly<Record<string, string>> };
