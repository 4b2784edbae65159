import type { ErrorCode } from './broker-api-types.ts';

/** The bridge refused a call. */
export class BrokerApiError extends Error {
  override readonly name = 'BrokerApiError';
  readonly status: number;
  /** For programs. `unreadable` where the answer was none of the bridge's, as of a proxy. */
  readonly code: ErrorCode | 'unreadable';
  /** What is at fault, where that is one field, header or scope. */
  readonly field: string | undefined;
  /** A page that says what to do. */
  readonly docUrl: string | undefined;
  readonly requestId: string | null;
  /** How long to wait, where the bridge says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(response: Response, body: unknown) {
    const { code, message, field, doc_url: docUrl } = errorIn(body);
    super(message ?? `The bridge answered ${response.status}`);
    this.status = response.status;
    this.code = code ?? 'unreadable';
    this.field = field;
    this.docUrl = docUrl;
    this.requestId = response.headers.get('x-request-id');
    this.retryAfterSeconds = secondsIn(response.headers.get('retry-after'));
  }
}

interface ErrorBody {
  readonly code?: ErrorCode;
  readonly message?: string;
  readonly field?: string;
  readonly doc_url?: string;
}

function errorIn(body: unknown): ErrorBody {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const isOurs = typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
  return isOurs ? (error as ErrorBody) : {};
}

function secondsIn(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}
