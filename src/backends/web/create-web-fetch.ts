import type { lookup } from 'node:dns';
import { Agent, type Dispatcher, request } from 'undici';
import { isLoopbackAddress } from '../../lib/loopback-address.ts';
import { isPublicAddress } from '../../lib/public-address.ts';
import { createAddressGuard } from './address-guard.ts';

/** Goes to addresses that others entered: keys of apps, where apps are told of log-outs, and webhooks. */
export interface WebFetch {
  /**
   * As the global function, but: it goes to https addresses on the public internet alone, follows no redirect, takes what
   * is sent as it comes, and answers when the whole body is there.
   *
   * @throws Error with a `code` and without any word of what was sent or received; the reason of the caller's signal.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Sends something, to where `fetch` goes too.
   *
   * @returns The status of the answer, also of a redirect. What comes behind it is thrown away, or broken off.
   * @throws Error as `fetch` does
   */
  post(address: string, message: WebMessage): Promise<number>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface WebMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebFetchOptions {
  /** Whether this machine itself may be fetched from too, even without TLS. */
  readonly allowLoopback: boolean;
  /** An origin that may be fetched from wherever it is, even without TLS. */
  readonly openOrigin?: string | null;
  /** From connecting to the last byte; 5 s when left out. */
  readonly timeoutMs?: number;
  /** How many at once to one origin; 16 when left out. What is more waits, and its time goes by. */
  readonly connectionsPerOrigin?: number;
  /** Of names; the machine's own when left out. */
  readonly lookUpName?: typeof lookup;
}

type Question = Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>;

const TIMEOUT_MS = 5000;
const ANSWER_LIMIT_BYTES = 262_144;
/** Of an answer that nobody reads: so much is awaited, so that the connection can be used again. */
const THROWN_AWAY_BYTES = 16_384;
const CONNECTIONS_PER_ORIGIN = 16;
const STATUSES_WITHOUT_BODY = new Set([204, 205, 304]);

export function createWebFetch(options: WebFetchOptions): WebFetch {
  const { allowLoopback, openOrigin = null, timeoutMs = TIMEOUT_MS, lookUpName } = options;
  const { connectionsPerOrigin = CONNECTIONS_PER_ORIGIN } = options;
  const mayLoopBack = (address: string) => allowLoopback && isLoopbackAddress(address);
  const secure = createLine((address) => isPublicAddress(address) || mayLoopBack(address));
  const near = createLine(mayLoopBack);
  const open = createLine(() => true);

  function lineTo({ origin, protocol }: URL) {
    if (origin === openOrigin) return open;
    if (protocol === 'https:') return secure;
    if (protocol === 'http:' && allowLoopback) return near;
    throw failure('ERR_NOT_HTTPS');
  }

  function createLine(isAllowed: (address: string) => boolean) {
    const guard = createAddressGuard(isAllowed, lookUpName);
    const agent = new Agent({
      connect: { timeout: timeoutMs, lookup: guard.lookup },
      connections: connectionsPerOrigin,
      maxResponseSize: ANSWER_LIMIT_BYTES,
    });
    return { guard, agent };
  }

  async function ask(address: string, what: Question, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const url = new URL(address);
    const { guard, agent } = lineTo(url);
    guard.check(url);
    return request(url, { ...what, dispatcher: agent, signal });
  }

  async function exchange(outgoing: Request, signal: AbortSignal): Promise<Response> {
    const question = {
      method: outgoing.method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(outgoing.headers),
      body: outgoing.body === null ? null : Buffer.from(await outgoing.arrayBuffer()),
    };
    const { statusCode, headers, body } = await ask(outgoing.url, question, signal);
    const bytes = await body.arrayBuffer();
    return new Response(STATUSES_WITHOUT_BODY.has(statusCode) ? null : bytes, {
      status: statusCode,
      headers: Object.entries(headers).flatMap(([name, values]) =>
        [values ?? []].flat().map((value): [string, string] => [name, value]),
      ),
    });
  }

  return {
    async fetch(input, init) {
      const caller = init?.signal ?? (input instanceof Request ? input.signal : null);
      caller?.throwIfAborted();
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return await exchange(new Request(input, init), caller ? AbortSignal.any([caller, timeout]) : timeout);
      } catch (error) {
        caller?.throwIfAborted();
        throw failure(codeOf(error));
      }
    },
    async post(address, { headers, body }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await ask(address, { method: 'POST', headers: { ...headers }, body }, timeout);
        // The status stands, whatever happens to the rest.
        await answer.body.dump({ limit: THROWN_AWAY_BYTES, signal: timeout }).catch(() => undefined);
        return answer.statusCode;
      } catch (error) {
        throw failure(codeOf(error));
      }
    },
    async close() {
      await Promise.all([secure, near, open].map(({ agent }) => agent.destroy()));
    },
  };
}

/** What HTTP clients say can repeat what was sent; their codes cannot. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return 'ERR_FETCH_FAILED';
  if (error.name === 'TimeoutError') return 'ERR_FETCH_TIMEOUT';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'ERR_FETCH_FAILED';
}

function failure(code: string): Error {
  return Object.assign(new Error(`An address could not be fetched (${code})`), { code });
}
