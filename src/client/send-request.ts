import { BrokerApiError } from './broker-api-error.ts';
import type { BrokerClientOptions } from './client-options.ts';
import type { SignRequest } from './create-signer.ts';

/** A request in full, but for its signature, which is new with every try. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none. */
  readonly body: string;
  /** Whether it does no harm that it is carried out twice. */
  readonly isRepeatable: boolean;
  readonly signal: AbortSignal | undefined;
}

export interface Line extends Required<Pick<BrokerClientOptions, 'fetch' | 'wait' | 'maxRetries' | 'timeoutMs'>> {
  readonly sign: SignRequest | null;
}

const FIRST_WAIT_MS = 200;
const MAX_WAIT_MS = 60_000;

/**
 * Sends a request, and again where that is safe: what was refused for its frequency always, what found the bridge away or
 * never came through only where it is repeatable.
 *
 * @throws `BrokerApiError`, or what `fetch` throws
 */
export async function sendRequest(line: Line, request: PreparedRequest): Promise<Response> {
  for (let retries = 0; ; retries++) {
    const isLast = retries >= line.maxRetries;
    const outcome = await tryOnce(line, request);
    if (outcome instanceof Response) return outcome;
    if (isLast || !mayRepeat(request, outcome)) throw outcome;
    await line.wait(waitMsAfter(outcome, retries));
  }
}

/** @returns A good answer, or why there is none. */
async function tryOnce(line: Line, request: PreparedRequest): Promise<unknown> {
  const { method, url, body, signal } = request;
  const signature = line.sign ? await line.sign(method, url.pathname + url.search, body) : {};
  const timeout = AbortSignal.timeout(line.timeoutMs);
  try {
    const response = await line.fetch(url, {
      method,
      headers: { ...request.headers, ...signature },
      ...(body === '' ? {} : { body }),
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.ok) return response;
    return new BrokerApiError(response, parsed(await response.text()));
  } catch (error) {
    return error;
  }
}

function mayRepeat({ isRepeatable, signal }: PreparedRequest, fault: unknown): boolean {
  if (signal?.aborted) return false;
  if (!(fault instanceof BrokerApiError)) return isRepeatable;
  if (fault.status === 429) return true;
  // The first try is still at it.
  if (fault.code === 'idempotency_in_progress') return true;
  return fault.status === 503 && isRepeatable;
}

/** As long as the bridge says, else twice as long each time; never all clients at once. */
function waitMsAfter(fault: unknown, retries: number): number {
  const told = fault instanceof BrokerApiError ? fault.retryAfterSeconds : undefined;
  const waitMs = told === undefined ? FIRST_WAIT_MS * 2 ** retries : told * 1000;
  return Math.min(MAX_WAIT_MS, waitMs + Math.random() * FIRST_WAIT_MS);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
