import type { ErrorCode } from '../../errors/catalogue.ts';
import type { AnswerSchema } from './wire-schemas.ts';

/**
 * One of the platform's calls, as the vendor's document numbers them.
 *
 * @typeParam Answer - What the platform answers; `undefined` where it answers nothing.
 */
export interface PlatformCall<Answer> {
  /** The number of the call, for metrics and logs. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Whether doing it twice is the same as doing it once; only such a call is repeated by itself. */
  readonly idempotent: boolean;
  /** What the answer has to look like; `null` where there is none to read. */
  readonly answer: AnswerSchema<Answer> | null;
  /** Refusals that mean something of their own in this call, by status. */
  readonly refusals?: Readonly<Record<number, ErrorCode>>;
}

/** What goes into one call; the token is added on the way. */
export interface PlatformInput {
  /** Below the broker's base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  /** Ends the call; what was not sent by then is not sent any more. */
  readonly signal?: AbortSignal;
  /** From then on it is not sent any more: whoever asked may be taken for dead. */
  readonly sendBeforeMs?: number;
}

/** What the platform said; 2xx and 4xx only. */
export interface PlatformAnswer {
  readonly status: number;
  /** Parsed JSON; `undefined` when there was no body, or none that is read. */
  readonly body: unknown;
  /** From its `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;
}
