/** One answer of the server under test, or the reason why there was none. */
export interface HttpAnswer {
  /** 0 when no answer came. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Why no answer came; `null` when one did. */
  readonly failure: string | null;
}

export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Asks once, follows no redirect, and never throws for what the network or the server does.
 *
 * @param timeoutMs - For the whole answer, its body included.
 */
export async function exchangeHttp(question: HttpQuestion, timeoutMs: number): Promise<HttpAnswer> {
  try {
    const response = await fetch(question.url, {
      method: question.method,
      headers: { ...question.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(question.body === undefined ? {} : { body: question.body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text(), failure: null };
  } catch (error) {
    return { status: 0, headers: new Headers(), text: '', failure: sayFailure(error, timeoutMs) };
  }
}

function sayFailure(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'the request failed';
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  // fetch() only says "fetch failed"; what happened is in the cause, or in each of its attempts.
  const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  return cause instanceof Error ? cause.message : error.message;
}
