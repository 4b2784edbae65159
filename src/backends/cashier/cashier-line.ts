import { lookup as lookupName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import { isPublicAddress } from '../../lib/public-address.ts';
import { signRequest } from '../../lib/request-signature.ts';

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
  const agent = new Agent({
    connect: { timeout: TIMEOUT_MS / 2, ...(publicOnly ? { lookup: lookupPublic } : {}) },
    maxResponseSize: ANSWER_LIMIT_BYTES,
  });
  return {
    async send(url, secret, message) {
      const { protocol, hostname, pathname, search } = new URL(url);
      const literal = hostname.replace(/^\[|\]$/g, '');
      if (publicOnly && (protocol !== 'https:' || (isIP(literal) !== 0 && !isPublicAddress(literal)))) {
        throw new Error('The cashier’s address is not public https');
      }
      const body = JSON.stringify(message);
      const timestamp = String(Math.floor(clock.nowMs() / 1000));
      const signature = signRequest(secret, { timestamp, method: 'POST', path: pathname + search, body });
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

/** All addresses of the name have to be public, for any of them may be used. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookupName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new Error('The cashier’s name leads to an address that is not public'), '');
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
