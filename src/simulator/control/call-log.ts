import type { Clock } from '../../lib/clock.ts';
import { shortenSecrets, shortenUrlSecrets } from './shorten-secrets.ts';

/**
 * `in` is a call of the bridge to the platform (3.x), `out` one of the platform to the bridge (4.x), `open` a browser on
 * its way to a page of the bridge, `return` a browser that came back to a page of the platform.
 */
export type CallDirection = 'in' | 'out' | 'open' | 'return';

/** One HTTP call between browser, bridge and platform. Secrets in it are shortened. */
export interface LoggedCall {
  readonly id: number;
  readonly at: string;
  readonly direction: CallDirection;
  /** The number of the call; empty when it is none. */
  call: string;
  readonly method: string;
  readonly path: string;
  brokerName: string | null;
  request: unknown;
  /** `null` until, or unless, there is an answer. */
  status: number | null;
  response: unknown;
  durationMs: number | null;
}

/** What is known of a call when it starts. */
export interface StartedCall {
  readonly direction: CallDirection;
  readonly call: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly brokerName: string | null;
  readonly request: unknown;
}

export interface CallLog {
  /** Notes a call at its place in the order of their starts. */
  start(call: StartedCall): CallRecord;
  /** @returns The oldest first. */
  list(): readonly LoggedCall[];
  clear(): void;
}

/** Completes the note of one call. */
export interface CallRecord {
  /** Names the call, once that is known. */
  identify(call: string, brokerName: string | null): void;
  received(request: unknown): void;
  answered(status: number, response: unknown): void;
}

const KEPT_CALLS = 500;

/** @param changed - Called after every change. */
export function createCallLog(clock: Clock, changed: () => void): CallLog {
  let calls: LoggedCall[] = [];
  let lastId = 0;

  return {
    list: () => calls,
    clear() {
      calls = [];
      changed();
    },
    start(started) {
      const startedAtMs = clock.nowMs();
      lastId += 1;
      const entry: LoggedCall = {
        ...started,
        id: lastId,
        at: new Date(startedAtMs).toISOString(),
        path: shortenUrlSecrets(started.path),
        request: shortenSecrets(started.request),
        status: null,
        response: null,
        durationMs: null,
      };
      calls = [...calls.slice(1 - KEPT_CALLS), entry];
      changed();
      return {
        identify(call, brokerName) {
          entry.call = call;
          entry.brokerName = brokerName;
          changed();
        },
        received(request) {
          entry.request = shortenSecrets(request);
        },
        answered(status, response) {
          entry.status = status;
          entry.response = shortenSecrets(response);
          entry.durationMs = clock.nowMs() - startedAtMs;
          changed();
        },
      };
    },
  };
}
