import { createHmac } from 'node:crypto';
import { type PageAnswer, send } from './trader-browser.ts';

/** The cashier of `financialhouse_main`, as its server calls the bridge. */
export interface CashierCaller {
  call(message: object, options?: CallOptions): Promise<CallbackAnswer>;
}

export interface CallOptions {
  readonly secret?: string;
  readonly nowMs?: number;
  /** Instead of the right one. */
  readonly path?: string;
  /** What is signed in place of what is sent. */
  readonly signedBody?: string;
  readonly signedPath?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it is sent, instead of the message in JSON. */
  readonly body?: string;
}

export interface CallbackAnswer extends PageAnswer {
  readonly json: Readonly<Record<string, unknown>>;
}

export const CASHIER_SECRET = 'sandbox-cashier-financialhouse_main';
export const CALLBACK_PATH = '/b/financialhouse_main/cashier/callback';

/** @param nowMs - The clock that its timestamps are of. */
export function cashierCaller(bridgeUrl: string, nowMs: () => number): CashierCaller {
  return {
    async call(message, options = {}) {
      const path = options.path ?? CALLBACK_PATH;
      const body = options.body ?? JSON.stringify(message);
      const timestamp = String(Math.floor((options.nowMs ?? nowMs()) / 1000));
      const signature = createHmac('sha256', options.secret ?? CASHIER_SECRET)
        .update(`${timestamp}\nPOST\n${options.signedPath ?? path}\n${options.signedBody ?? body}`)
        .digest('hex');
      const headers = {
        'Content-Type': 'application/json',
        'X-Cashier-Timestamp': timestamp,
        'X-Cashier-Signature': signature,
        ...options.headers,
      };
      const answer = await send(bridgeUrl + path, { method: 'POST', headers, body });
      return { ...answer, json: JSON.parse(answer.text) };
    },
  };
}
