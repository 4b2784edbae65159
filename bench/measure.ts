import autocannon from 'autocannon';

/** What one load did. */
export interface Measurement {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were not 2xx, and connections that failed. */
  readonly failures: number;
  readonly requests: number;
}

export interface Load {
  readonly url: string;
  /** The same body for every request, or a new one for each. */
  readonly body: object | (() => object);
  /** JSON when left out. */
  readonly format?: 'form';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sees the body of every answer. */
  readonly onAnswer?: (body: string) => void;
  readonly seconds?: number;
  /** Ends after so many requests instead. */
  readonly amount?: number;
}

const CONNECTIONS = 64;

/** Posts over 64 connections as fast as the server answers. */
export async function measure(load: Load): Promise<Measurement> {
  const { url, body, format, headers, onAnswer, seconds = 5, amount } = load;
  const encode = format === 'form' ? encodeForm : JSON.stringify;
  const type = format === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': type, ...headers },
        ...(typeof body === 'function'
          ? { setupRequest: (request) => ({ ...request, body: encode(body()) }) }
          : { body: encode(body) }),
        ...(onAnswer ? { onResponse: (_status, answer) => onAnswer(answer) } : {}),
      },
    ],
  });
  return {
    requestsPerSecond: Math.round(result.requests.total / result.duration),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
    requests: result.requests.total,
  };
}

function encodeForm(body: object): string {
  return new URLSearchParams(Object.entries(body)).toString();
}
