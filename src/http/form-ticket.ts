import type { Request } from 'express';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import { equalInConstantTime, newSecret, signText } from '../lib/secrets.ts';

/**
 * Protects forms from being sent by other sites, without a cookie: inside another site's iframe there may be none. A
 * ticket in the form proves that the page came from us, recently, for this white label; what the browser says of the
 * form's origin proves that it was sent from that page.
 */
export interface FormTickets {
  /** @param page - Names the form; a ticket of one form is worth nothing in another. */
  issue(page: string, brokerName: string): string;
  /** @throws `form_expired`, `form_foreign` */
  verify(ticket: unknown, page: string, brokerName: string, request: Request): void;
}

const LIFETIME_MS = 3_600_000;

export function createFormTickets(parts: { keyRing: KeyRing; clock: Clock; publicUrl: string }): FormTickets {
  const { keyRing, clock, publicUrl } = parts;
  const publicHost = new URL(publicUrl).host;

  function sign(keyId: string, head: string, page: string, brokerName: string): string | undefined {
    const key = keyRing.derive('form-ticket', keyId);
    return key && signText(key, JSON.stringify([head, page, brokerName]));
  }

  return {
    issue(page, brokerName) {
      const head = [keyRing.currentKeyId, clock.nowMs().toString(36), newSecret(9)].join('.');
      return `${head}.${sign(keyRing.currentKeyId, head, page, brokerName)}`;
    },
    verify(ticket, page, brokerName, request) {
      if (!isSentFromOwnPage(request, publicHost)) throw new BridgeError('form_foreign');
      const [keyId = '', issuedAt = '', nonce = '', signature = ''] =
        typeof ticket === 'string' ? ticket.split('.') : [];
      const expected = sign(keyId, [keyId, issuedAt, nonce].join('.'), page, brokerName);
      const genuine = expected !== undefined && equalInConstantTime(signature, expected);
      const ageMs = clock.nowMs() - Number.parseInt(issuedAt, 36);
      if (!genuine || !(ageMs < LIFETIME_MS)) throw new BridgeError('form_expired');
    },
  };
}

/**
 * Pages with `Referrer-Policy: no-referrer` send `Origin: null` with their own forms, so a null origin says nothing;
 * a browser new enough to matter sends `Sec-Fetch-Site` too, wherever the page came over https or from loopback.
 *
 * @see Fetch, "append a request Origin header"; Fetch Metadata Request Headers, section 2.
 */
export function isSentFromOwnPage(request: Request, publicHost: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  if (origin === undefined || origin === 'null') return true;
  const host = URL.parse(origin)?.host;
  return host !== undefined && (host === publicHost || host === request.host);
}
