import { createHmac } from 'node:crypto';
import { after, before } from 'node:test';
import type { ApiKey } from '../../../../src/domain/api-keys/api-key.ts';
import type { NewApiKey } from '../../../../src/domain/api-keys/api-key-registration.ts';
import { API_KEY_SCOPES } from '../../../../src/lib/api-key-scopes.ts';
import type { TestBridgeOptions } from '../../../support/start-bridge.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';

/** A key as its holder has it. */
export interface HeldKey {
  readonly key: ApiKey;
  readonly text: string;
  /** Empty of a publishable key. */
  readonly secret: string;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Over those that every call has; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** That of the white label when left out. */
  readonly key?: HeldKey;
  /** Signs the request. */
  readonly isSigned?: boolean;
}

export interface Answer {
  readonly status: number;
  /** Empty where there was none. */
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** The broker's own system: it has a key for everything, at one white label. */
export interface BrokerSystem {
  readonly brokerName: string;
  readonly held: HeldKey;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
}

export interface BrokerApiStage {
  readonly bridge: WiredBridge;
  readonly system: BrokerSystem;
  /** Of another white label on the same CRM. */
  readonly sibling: BrokerSystem;
  /** Of another CRM. */
  readonly stranger: BrokerSystem;
  createKey(settings: Partial<NewApiKey>): Promise<HeldKey>;
}

export const PRIVACY_HEADERS = {
  'x-data-access-principal': 'back_office-ada',
  'x-data-access-justification': 'customer_support-ticket_4711',
};

/** @returns A function that may be called inside tests only. */
export function useBrokerApiStage(
  optionsOf: () => Promise<Omit<TestBridgeOptions, 'simulatorUrl'>> = async () => ({}),
) {
  let stage: BrokerApiStage | undefined;
  before(async () => {
    stage = await openStage(await startWiredBridge(await optionsOf()));
  });
  after(() => stage?.bridge.close());
  return (): BrokerApiStage => {
    if (!stage) throw new Error('The stage is only open while tests run');
    return stage;
  };
}

async function openStage(bridge: WiredBridge): Promise<BrokerApiStage> {
  async function createKey(settings: Partial<NewApiKey>): Promise<HeldKey> {
    const home = { kind: 'broker', brokerName: 'tradingtech_main' } as const;
    const { key, text, secret } = await bridge.app.apiKeys.create({
      ...{ home, name: 'of a test', scopes: API_KEY_SCOPES },
      ...settings,
    });
    return { key, text, secret: secret ?? '' };
  }

  async function systemOf(brokerName: string): Promise<BrokerSystem> {
    const held = await createKey({ home: { kind: 'broker', brokerName } });
    return { brokerName, held, call: (method, path, options) => callApi(bridge, held, method, path, options) };
  }

  return {
    bridge,
    system: await systemOf('tradingtech_main'),
    sibling: await systemOf('tradingtech_wl_europe'),
    stranger: await systemOf('financialhouse_main'),
    createKey,
  };
}

async function callApi(
  bridge: WiredBridge,
  held: HeldKey,
  method: string,
  path: string,
  { body, headers = {}, key = held, isSigned = false }: CallOptions = {},
): Promise<Answer> {
  const address = path.startsWith('/b/') ? path : `/broker-api/v1${path}`;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const all: Record<string, string | undefined> = {
    ...PRIVACY_HEADERS,
    authorization: `Bearer ${key.text}`,
    ...(text === '' ? {} : { 'content-type': 'application/json' }),
    ...(isSigned ? signatureOf(key, bridge.clock.nowMs(), method, address, text) : {}),
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${bridge.url}${address}`, {
    method,
    headers: sent,
    ...(text === '' ? {} : { body: text }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    body: answer === '' ? {} : (JSON.parse(answer) as Record<string, unknown>),
    headers: response.headers,
  };
}

/** @see `docs/api-keys.md` */
export function signatureOf({ secret }: HeldKey, nowMs: number, method: string, path: string, body: string) {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}${method}${path}${body}`).digest('hex');
  return { 'x-bridge-timestamp': timestamp, 'x-bridge-signature': signature };
}
