import { ERROR_CATALOGUE, type ErrorCode } from './catalogue.ts';

export interface BridgeErrorOptions {
  /** For the log alone; never shown, never holds a secret. */
  readonly detail?: string;
  /** The parameter or setting at fault; shown. */
  readonly field?: string;
  /** What it has to be instead; shown, in words of ours alone. */
  readonly reason?: string;
  /** Where more than one field is at fault: all of them; `field` is the first. Shown by who shows forms. */
  readonly faults?: readonly FieldFault[];
  /** How long to wait before another try. */
  readonly retryAfterSeconds?: number;
  /** Of a call that changes something elsewhere: whether it certainly was not carried out there. */
  readonly outcome?: CallOutcome;
  readonly cause?: unknown;
}

export interface FieldFault {
  readonly field: string;
  /** What it has to be instead, in words of ours alone. */
  readonly reason?: string;
}

/** What became of a call that failed; after `unknown` it may have been carried out, so do not just repeat it. */
export type CallOutcome = 'not_done' | 'unknown';

/** The one class for everything that can go wrong on purpose. Each audience turns its code into an answer of its own. */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly field: string | undefined;
  readonly reason: string | undefined;
  readonly faults: readonly FieldFault[];
  readonly retryAfterSeconds: number | undefined;
  readonly outcome: CallOutcome | undefined;

  constructor(code: ErrorCode, options: BridgeErrorOptions = {}) {
    super(ERROR_CATALOGUE[code].sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BridgeError';
    this.code = code;
    this.detail = options.detail;
    this.field = options.field;
    this.reason = options.reason;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.outcome = options.outcome;
  }
}

/** Whether an error is a `BridgeError`, of one of the codes where any are given. */
export function isBridgeError(error: unknown, ...codes: ErrorCode[]): error is BridgeError {
  return error instanceof BridgeError && (codes.length === 0 || codes.includes(error.code));
}
