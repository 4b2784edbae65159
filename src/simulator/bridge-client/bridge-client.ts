/**
 * The platform's backend as a caller of the bridge (calls 4.1–4.5). It keeps one `crmApiToken` per broker in memory,
 * as the real platform does, and asks for a new one when the bridge no longer takes it. Nothing here throws: what the
 * bridge answered, or that it did not, is for the app to show.
 */

import type { CallLog } from '../control/call-log.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { type BridgeCall, buyCrmApiToken } from './bridge-calls.ts';

export interface BridgeClient {
  /** Makes a call for a broker, with a `crmApiToken`. */
  call(broker: SimulatedBroker, call: BridgeCall): Promise<BridgeAnswer>;
  /** The same with a token that somebody else got. */
  callWith(broker: SimulatedBroker, call: BridgeCall, crmApiToken: string): Promise<BridgeAnswer>;
}

export type BridgeAnswer = BridgeSuccess | BridgeFailure;

export interface BridgeSuccess {
  readonly ok: true;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface BridgeFailure {
  readonly ok: false;
  /** The call that failed; 4.1 when it was the token that could not be had. */
  readonly call: string;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface BridgeClientOptions {
  /** Read at every call, for it may change. */
  readonly bridgeUrl: () => string;
  readonly calls: CallLog;
  readonly timeoutMs: number;
}

export function createBridgeClient(options: BridgeClientOptions): BridgeClient {
  const tokens = new Map<string, string>();

  async function tokenOf(broker: SimulatedBroker): Promise<string | BridgeFailure> {
    const held = tokens.get(broker.brokerName);
    if (held !== undefined) return held;
    const answer = await send(options, broker, buyCrmApiToken(broker.platformPassword), undefined);
    if (!answer.ok) return answer;
    const { crmApiToken } = answer.body;
    if (typeof crmApiToken !== 'string') return failure('4.1', answer.status, 'NO_TOKEN', 'There is no crmApiToken');
    tokens.set(broker.brokerName, crmApiToken);
    return crmApiToken;
  }

  async function callOnce(broker: SimulatedBroker, call: BridgeCall): Promise<BridgeAnswer> {
    const token = await tokenOf(broker);
    return typeof token === 'string' ? send(options, broker, call, token) : token;
  }

  return {
    async call(broker, call) {
      const answer = await callOnce(broker, call);
      if (answer.ok || answer.call === '4.1' || !tokens.has(broker.brokerName)) return answer;
      if (answer.status !== 403 || answer.code !== 'CH_CLIENT_AUTH_FAILURE') return answer;
      tokens.delete(broker.brokerName);
      return callOnce(broker, call);
    },
    callWith: (broker, call, crmApiToken) => send(options, broker, call, crmApiToken),
  };
}

async function send(
  { bridgeUrl, calls, timeoutMs }: BridgeClientOptions,
  broker: SimulatedBroker,
  call: BridgeCall,
  crmApiToken: string | undefined,
): Promise<BridgeAnswer> {
  const url = new URL(`${bridgeUrl()}/b/${broker.brokerName}${call.path}`);
  if (crmApiToken !== undefined) url.searchParams.set('crmApiToken', crmApiToken);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const record = calls.start({
    direction: 'out',
    call: call.name,
    method: 'POST',
    path: url.pathname + url.search,
    brokerName: broker.brokerName,
    request: call.body ?? null,
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(call.body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(call.body) } : {}),
    });
    const body = parse(await response.text());
    record.answered(response.status, body ?? null);
    return answerOf(call, response.status, body);
  } catch {
    return failure(call.name, 0, 'NO_ANSWER', `The bridge at ${url.origin} did not answer`);
  }
}

function answerOf(call: BridgeCall, status: number, body: Record<string, unknown> | undefined): BridgeAnswer {
  if (status >= 200 && status < 300) return { ok: true, status, body: body ?? {} };
  const { code, message } = body ?? {};
  return failure(
    call.name,
    status,
    typeof code === 'string' ? code : 'NO_CODE',
    typeof message === 'string' ? message : 'The answer is not an error of the bridge',
  );
}

function failure(call: string, status: number, code: string, message: string): BridgeFailure {
  return { ok: false, call, status, code, message };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
