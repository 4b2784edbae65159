import type { CallDirection, LoggedCall } from '../control/call-log.ts';
import { CALL_NAMES, PROVIDER_CALL_NAMES } from '../control/call-names.ts';
import type { App } from './app.ts';

/** One line of the sequence. */
export interface CallView {
  readonly id: number;
  /** Changes whenever anything of it does. */
  readonly version: string;
  readonly time: string;
  readonly direction: CallDirection;
  readonly from: Lane;
  readonly to: Lane;
  /** Empty for the ways of a browser. */
  readonly number: string;
  readonly name: string;
  /** The token that matters in it, shortened. */
  readonly token: string;
  readonly method: string;
  readonly path: string;
  readonly brokerName: string | null;
  /** Empty until there is an answer. */
  readonly status: string;
  readonly outcome: 'good' | 'bad' | 'open';
  readonly duration: string;
  readonly request: string;
  readonly response: string;
}

type Lane = 'browser' | 'platform' | 'bridge';

const SHOWN_CALLS = 80;

const LANES: Readonly<Record<CallDirection, readonly [Lane, Lane]>> = {
  in: ['bridge', 'platform'],
  out: ['platform', 'bridge'],
  open: ['browser', 'bridge'],
  return: ['browser', 'platform'],
};

const WAYS_BACK: Readonly<Record<string, string>> = {
  '/info': 'Embedded platform',
  '/oidc/callback': 'Redirect URI',
  '/oidc/logged-out': 'Back from the log-out',
};

/** The latest calls, the oldest first. */
export function describeCalls({ calls }: App): CallView[] {
  return calls.list().slice(-SHOWN_CALLS).map(describeCall);
}

function describeCall(entry: LoggedCall): CallView {
  const { id, direction, call, method, path, brokerName, status, durationMs } = entry;
  const [from, to] = LANES[direction];
  return {
    id,
    version: `${id} ${call} ${status ?? ''}`,
    time: entry.at.slice(11, 23),
    direction,
    from,
    to,
    number: call,
    name: CALL_NAMES[call] ?? PROVIDER_CALL_NAMES[call] ?? nameOfWay(entry),
    token: tokenOf(entry),
    method,
    path,
    brokerName,
    status: status === null ? '' : String(status),
    outcome: status === null ? 'open' : status < 400 ? 'good' : 'bad',
    duration: durationMs === null ? '' : `${Math.round(durationMs)} ms`,
    request: asText(entry.request),
    response: asText(entry.response),
  };
}

function nameOfWay({ direction, path }: LoggedCall): string {
  const [pathname = ''] = path.split('?');
  if (direction === 'open') return `Open ${pathname}`;
  if (direction === 'return') return WAYS_BACK[pathname] ?? 'Success URL';
  return 'Unknown call';
}

/** What was exchanged, or carried by a browser. */
function tokenOf({ direction, path, request, response }: LoggedCall): string {
  const [, query = ''] = path.split('?');
  if (direction === 'open' || direction === 'return') {
    const carried = new URLSearchParams(query);
    return carried.get('token') ?? carried.get('one_time_token') ?? carried.get('code') ?? '';
  }
  if (direction === 'in') return '';
  const { code, accessToken, refresh_token, token: given } = fieldsOf(request);
  const { token, crmApiToken, access_token } = fieldsOf(response);
  const told = [code, accessToken, refresh_token, given, token, crmApiToken, access_token];
  return told.find((text) => typeof text === 'string') ?? '';
}

function fieldsOf(body: unknown): Readonly<Record<string, string>> {
  return typeof body === 'object' && body !== null ? (body as Record<string, string>) : {};
}

function asText(body: unknown): string {
  return body === null || body === undefined ? '' : JSON.stringify(body, null, 2);
}
