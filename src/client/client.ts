/**
 * A client of the broker API: one typed method for each operation, `all` for whole lists.
 *
 * Owns how calls are written, signed, sent again and read. What operations there are, and their types, is generated from the
 * document of the API. Runs on Node 20 or later and in browsers; imports nothing.
 */
import { BrokerApiError } from './broker-api-error.ts';
import type { Operations } from './broker-api-types.ts';
import type { Answer, BrokerClientOptions, CallOptions } from './client-options.ts';
import { createSigner } from './create-signer.ts';
import { OPERATIONS } from './operations.ts';
import { prepareRequest } from './prepare-request.ts';
import { type Line, sendRequest } from './send-request.ts';

export type * from './broker-api-types.ts';
export type { Answer, BrokerClientOptions, CallOptions };
export { BrokerApiError };

export type OperationId = keyof Operations;

/** `input` holds the fields of path and query, and `body` where there is one. */
type Method<Input, Result> =
  Record<never, never> extends Input
    ? (input?: Input, options?: CallOptions) => Result
    : (input: Input, options?: CallOptions) => Result;

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

type ListOperationId = { [Id in OperationId]: Operations[Id]['answer'] extends Page ? Id : never }[OperationId];
type ItemOf<Id extends ListOperationId> = Operations[Id]['answer']['items'][number];

export type BrokerClient = {
  readonly [Id in OperationId]: Method<Operations[Id]['input'], Promise<Answer<Operations[Id]['answer']>>>;
} & {
  /** Every entry of a list, page after page. */
  readonly all: { readonly [Id in ListOperationId]: Method<Operations[Id]['input'], AsyncIterable<ItemOf<Id>>> };
};

type LooseInput = Readonly<Record<string, unknown>>;

export function createBrokerClient(options: BrokerClientOptions): BrokerClient {
  const line = lineOf(options);

  async function call(id: OperationId, input: LooseInput = {}, own: CallOptions = {}): Promise<Answer<unknown>> {
    const response = await sendRequest(line, prepareRequest(options, OPERATIONS[id], input, own));
    const text = await response.text();
    const { status, headers } = response;
    const data: unknown = text === '' ? undefined : JSON.parse(text);
    return { data, status, etag: headers.get('etag'), requestId: headers.get('x-request-id'), headers };
  }

  async function* all(id: OperationId, input: LooseInput = {}, own: CallOptions = {}): AsyncGenerator<unknown> {
    let cursor = input.cursor;
    do {
      const { data } = await call(id, { ...input, ...(cursor === undefined ? {} : { cursor }) }, own);
      const page = data as Page;
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  const ids = Object.keys(OPERATIONS) as OperationId[];
  const methods = ids.map((id) => [id, (input?: LooseInput, own?: CallOptions) => call(id, input, own)]);
  const lists = ids.map((id) => [id, (input?: LooseInput, own?: CallOptions) => all(id, input, own)]);
  // The generated types say of each what it takes and gives.
  return { ...Object.fromEntries(methods), all: Object.fromEntries(lists) } as unknown as BrokerClient;
}

function lineOf(options: BrokerClientOptions): Line {
  const { apiSecret, sign = apiSecret !== undefined, maxRetries = 3, timeoutMs = 30_000, now = Date.now } = options;
  const wait = options.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  if (sign && apiSecret === undefined) throw new TypeError('To sign, the client needs the apiSecret');
  return {
    // Browsers want to be asked by their own window.
    fetch: options.fetch ?? ((...words) => globalThis.fetch(...words)),
    ...{ maxRetries, timeoutMs, wait },
    sign: sign && apiSecret !== undefined ? createSigner(apiSecret, now, wait) : null,
  };
}
