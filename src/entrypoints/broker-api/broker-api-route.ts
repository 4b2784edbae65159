import type { ObjectSchema, Schema } from 'joi';
import type { ApiKey } from '../../domain/api-keys/api-key.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { HttpMethod } from '../../http/route.ts';
import type { ApiKeyScope } from '../../lib/api-key-scopes.ts';

/**
 * An operation of the broker API. The table of them is all that is mounted, tested and described: the OpenAPI document and
 * the typed client are generated from it.
 */
export interface BrokerApiRoute {
  /** In camel case; unique. */
  readonly operationId: string;
  readonly method: HttpMethod;
  /** Below `/broker-api/v1`; `:name` is a parameter. */
  readonly path: string;
  /** Groups the operations of one resource. */
  readonly tag: string;
  /** One sentence. */
  readonly summary: string;
  /** More of it, in Markdown. */
  readonly description?: string;
  /** What the key has to be allowed; `null` where any key will do. */
  readonly scope: ApiKeyScope | null;
  /** `any`: publishable keys too, which are no secret. */
  readonly keys: 'secret' | 'any';
  /** Whether a person's data is read or written: who asks says for whom and why then, and that is logged. */
  readonly personalData: PersonalData;
  readonly request: {
    readonly params: ObjectSchema;
    readonly query: ObjectSchema;
    readonly body: ObjectSchema;
  };
  /** 16 KiB when left out. */
  readonly maxBodyBytes?: number;
  readonly response: BrokerApiResponse;
  /** Beside those that every operation can meet. */
  readonly errors: readonly ErrorCode[];
  readonly handle: (call: BrokerApiCall) => Promise<BrokerApiReply>;
}

export type PersonalData =
  | { readonly kind: 'none'; readonly because: string }
  | {
      readonly kind: 'person';
      /** As the privacy log names it. */
      readonly resource: string;
      /** What of the person is seen or changed. */
      readonly fields: readonly string[];
    };

export interface BrokerApiResponse {
  readonly status: 200 | 201 | 202 | 204;
  /** `null` where there is no body. With `.meta({ component: 'User' })` it is one type for all operations that show it. */
  readonly schema: Schema | null;
  /** One sentence. */
  readonly description: string;
}

/** Who calls, known by an API key. */
export interface BrokerApiCaller {
  readonly broker: Broker;
  readonly key: ApiKey;
}

/** A call that has passed all checks of its route. */
export interface BrokerApiCall extends BrokerApiCaller {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the header `If-Match`, as it came. */
  readonly ifMatch: string | null;
  /** Of the header `Idempotency-Key`: the same for the same one, so that records can be named by it. */
  readonly idempotencyId: string | null;
  /**
   * Writes into the privacy log that these users' data is about to be seen or changed. Whom path, query or body name by
   * `userId`, and whom the reply names, is written without it.
   */
  readonly noteAccess: (personIds: readonly string[]) => Promise<void>;
  readonly context: RequestContext;
}

export interface BrokerApiReply {
  readonly status?: number;
  readonly body?: object;
  /** Our ids of the users whose data was seen or changed. */
  readonly personIds?: readonly string[];
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
