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
  readonly seconds?: number;
  /** Ends after so many requests instead. */
  readonly amount?: number;
}

const CONNECTIONS = 64;

/** Posts JSON over 64 connections as fast as the server answers. */
export async function measure({ url, body, seconds = 5, amount }: Load): Promise<Measurement> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(typeof body === 'function'
          ? { setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }) }
          : { body: JSON.stringify(body) }),
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
