import { Agent, request } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import { isPublicAddress } from '../../lib/public-address.ts';
import { signRequest } from '../../lib/request-signature.ts';
import { createAddressGuard } from '../web/address-guard.ts';

/** Carries signed messages to the servers of cashiers. */
export interface CashierLine {
  /** @returns What it answered with 200, as JSON. @throws Error on anything else. */
  send(url: string, secret: string, message: object): Promise<unknown>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
const ANSWER_LIMIT_BYTES = 16_384;

/**
 * @param options.publicOnly - Whether addresses have to be https and on the public internet, so that what a white label
 *   enters cannot reach into the operator's own network. Looked at when the connection is made, not before.
 */
export function createCashierLine({ clock, publicOnly }: { clock: Clock; publicOnly: boolean }): CashierLine {
  const guard = publicOnly ? createAddressGuard(isPublicAddress) : undefined;
  const agent = new Agent({
    connect: { timeout: TIMEOUT_MS / 2, ...(guard ? { lookup: guard.lookup } : {}) },
    maxResponseSize: ANSWER_LIMIT_BYTES,
  });
  return {
    async send(url, secret, message) {
      const address = new URL(url);
      if (publicOnly && address.protocol !== 'https:') throw new Error('The cashier’s address is not public https');
      guard?.check(address);
      const body = JSON.stringify(message);
      const timestamp = String(Math.floor(clock.nowMs() / 1000));
      const path = address.pathname + address.search;
      const signature = signRequest(secret, { timestamp, method: 'POST', path, body });
      const answer = await request(url, {
        dispatcher: agent,
        method: 'POST',
        headers: {
          ...{ accept: 'application/json', 'content-type': 'application/json' },
          ...{ 'x-cashier-timestamp': timestamp, 'x-cashier-signature': signature },
        },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`The cashier answered ${answer.statusCode}`);
      return JSON.parse(text);
    },
    close: () => agent.destroy(),
  };
}
