import { Agent, request } from 'undici';
import type { Broker } from '../../domain/brokers/broker.ts';
import { platformErrorCodeOf, platformUnavailable } from './map-platform-error.ts';
import { mapTransportFailure } from './map-transport-failure.ts';
import type { PlatformAnswer, PlatformCall, PlatformInput } from './platform-call.ts';
import { createResilience, type Resilience, type ResilienceOptions } from './resilience.ts';

const CONNECTIONS_PER_BROKER = 32;
const ANSWER_LIMIT_BYTES = 1_048_576;

/** Carries calls to the platform: time-outs, retries of what may be repeated, and a circuit breaker per broker. */
export interface PlatformHttp {
  /**
   * @param token - The `webservToken`; `undefined` for the call that buys it.
   * @returns Any answer of 2xx or 4xx.
   * @throws `platform_unavailable` on anything else, with its outcome.
   */
  send(
    broker: Broker,
    call: PlatformCall<unknown>,
    input: PlatformInput,
    token: string | undefined,
  ): Promise<PlatformAnswer>;
  close(): Promise<void>;
}

export interface PlatformHttpOptions extends ResilienceOptions {
  /** For one attempt, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** What one broker's calls share; brokers share nothing, so that a broken platform harms nobody else. */
interface Line {
  readonly baseUrl: string;
  readonly agent: Agent;
  readonly resilience: Resilience;
}

export function createPlatformHttp(options: PlatformHttpOptions): PlatformHttp {
  const lines = new Map<string, Line>();

  function lineOf(broker: Broker): Line {
    const { baseUrl } = broker.platform;
    const known = lines.get(broker.brokerName);
    if (known?.baseUrl === baseUrl) return known;
    known?.agent.close().catch(() => undefined);
    const agent = new Agent({
      connections: CONNECTIONS_PER_BROKER,
      maxResponseSize: ANSWER_LIMIT_BYTES,
      // Shorter than the attempt, so that a platform that takes no connections is known not to have done anything.
      connectTimeout: Math.ceil(options.timeoutMs / 2),
    });
    const line = { baseUrl, agent, resilience: createResilience(broker.brokerName, options) };
    lines.set(broker.brokerName, line);
    return line;
  }

  return {
    async send(broker, call, input, token) {
      const line = lineOf(broker);
      const url = urlOf(line.baseUrl, input, token);
      return line.resilience.run(call, () => attempt(line.agent, url, call, input, options.timeoutMs));
    },
    async close() {
      const agents = [...lines.values()].map((line) => line.agent);
      lines.clear();
      await Promise.all(agents.map((agent) => agent.destroy()));
    },
  };
}

function urlOf(baseUrl: string, input: PlatformInput, token: string | undefined): URL {
  const url = new URL(baseUrl.replace(/\/+$/, '') + input.path);
  for (const [name, value] of Object.entries(input.query ?? {})) url.searchParams.set(name, value);
  if (token !== undefined) url.searchParams.set('token', token);
  return url;
}

async function attempt(
  dispatcher: Agent,
  url: URL,
  call: PlatformCall<unknown>,
  input: PlatformInput,
  timeoutMs: number,
): Promise<PlatformAnswer> {
  const { status, retryAfter, text } = await exchange(dispatcher, url, call, input, timeoutMs);
  if (status >= 200 && status < 300) {
    return { status, body: call.answer ? parseAnswer(call.name, text) : undefined, retryAfterSeconds: undefined };
  }
  const error = parseLoosely(text);
  const retryAfterSeconds = secondsOf(retryAfter);
  if (status >= 400 && status < 500) return { status, body: error, retryAfterSeconds };
  const what = `was answered ${status} ${platformErrorCodeOf(error)}`;
  throw platformUnavailable(call.name, what, 'unknown', retryAfterSeconds);
}

async function exchange(
  dispatcher: Agent,
  url: URL,
  call: PlatformCall<unknown>,
  { body, signal }: PlatformInput,
  timeoutMs: number,
): Promise<{ status: number; retryAfter: unknown; text: string }> {
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await request(url, {
      dispatcher,
      method: call.method,
      headers,
      body: body ?? null,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await response.body.text();
    return { status: response.statusCode, retryAfter: response.headers['retry-after'], text };
  } catch (failure) {
    // Who asked has lost patience, which says nothing of the platform and is not to be tried again.
    if (signal?.aborted) throw failure;
    throw mapTransportFailure(call.name, failure);
  }
}

/** The answer of a call that succeeded. An empty one is left to the schema. */
function parseAnswer(call: string, text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw platformUnavailable(call, 'was answered with something that is not JSON', 'unknown');
  }
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param header - `Retry-After` in seconds; its other form, a date, is not read (RFC 9110, section 10.2.3). */
function secondsOf(header: unknown): number | undefined {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}
