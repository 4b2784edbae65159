import type { BrokerClientOptions, CallOptions } from './client-options.ts';
import type { PreparedRequest } from './send-request.ts';

/** What has to be known of an operation to call it. */
export interface OperationForm {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the API's own prefix; `{name}` is a field. */
  readonly path: string;
  readonly query: readonly string[];
  readonly touchesPersonalData: boolean;
}

const PREFIX = '/broker-api/v1';

export function prepareRequest(
  options: BrokerClientOptions,
  { method, path, query, touchesPersonalData }: OperationForm,
  input: Readonly<Record<string, unknown>>,
  own: CallOptions,
): PreparedRequest {
  const { ifMatch = null } = own;
  const body = input.body === undefined ? '' : JSON.stringify(input.body);
  return {
    method,
    url: addressOf(options, path, query, input),
    headers: {
      authorization: `Bearer ${options.apiKey}`,
      accept: 'application/json',
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...(touchesPersonalData ? privacyHeaders(options, own) : {}),
      ...(method === 'POST' ? { 'idempotency-key': own.idempotencyKey ?? crypto.randomUUID() } : {}),
      ...(ifMatch === null ? {} : { 'if-match': ifMatch }),
    },
    body,
    // A lost answer to a conditional change would come back as somebody else's change.
    isRepeatable: method === 'POST' || (method !== 'PATCH' && ifMatch === null),
    signal: own.signal,
  };
}

function addressOf(
  { baseUrl, brokerName }: BrokerClientOptions,
  path: string,
  query: readonly string[],
  input: Readonly<Record<string, unknown>>,
): URL {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeSegment(name, input[name]));
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${PREFIX}${filled}`);
  for (const name of query) {
    if (input[name] !== undefined) url.searchParams.set(name, String(input[name]));
  }
  if (brokerName !== undefined) url.searchParams.set('brokerName', brokerName);
  return url;
}

/** A field that is empty, or only dots, would lead to another address. */
function encodeSegment(name: string, value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name} is missing or cannot stand in an address`);
  return encodeURIComponent(text);
}

function privacyHeaders(options: BrokerClientOptions, own: CallOptions): Record<string, string> {
  return {
    'x-data-access-principal': own.principal ?? options.principal,
    'x-data-access-justification': own.justification ?? options.justification,
  };
}
