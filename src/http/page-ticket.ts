import type { Request } from 'express';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import { equalInConstantTime, signText } from '../lib/secrets.ts';
import { isSentFromOwnPage } from './form-ticket.ts';

/**
 * The session of a page that a one-time token opened, kept in the page's own form: inside another site's iframe there
 * may be no cookies. Whoever holds the ticket has what the page's trader had, for a quarter of an hour and for this
 * page and white label alone.
 */
export interface PageTickets {
  /**
   * @param page - Names the page; a ticket of one page is worth nothing on another.
   * @param lifetimeMs - A quarter of an hour when left out; longer only for a page that changes nothing.
   */
  open(page: string, brokerName: string, claims: PageClaims, lifetimeMs?: number): PageTicket;
  /** The same session with other claims; it ends when it would have ended. */
  renew(page: string, brokerName: string, ticket: Pick<PageTicket, 'expiresAtMs'>, claims: PageClaims): PageTicket;
  /** @returns What the ticket says; `undefined` when it is not good. Does not look at where the form came from. */
  read(text: unknown, page: string, brokerName: string): PageTicket | undefined;
  /** @throws `form_foreign`, `page_expired` */
  verify(text: unknown, page: string, brokerName: string, request: Request): PageTicket;
}

/** Whom and what the page was opened for; readable by the trader. */
export type PageClaims = Readonly<Record<string, string>>;

export interface PageTicket {
  readonly text: string;
  readonly claims: PageClaims;
  readonly expiresAtMs: number;
}

/** How long a page may stay open. */
export const PAGE_LIFETIME_MS = 15 * 60_000;

export function createPageTickets(parts: { keyRing: KeyRing; clock: Clock; publicUrl: string }): PageTickets {
  const { keyRing, clock, publicUrl } = parts;
  const publicHost = new URL(publicUrl).host;

  function sign(head: string, page: string, brokerName: string): string | undefined {
    const key = keyRing.derive('page-ticket', head.split('.')[0]);
    return key && signText(key, JSON.stringify([head, page, brokerName]));
  }

  function write(page: string, brokerName: string, claims: PageClaims, expiresAtMs: number): PageTicket {
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const head = [keyRing.currentKeyId, expiresAtMs.toString(36), body].join('.');
    return { text: `${head}.${sign(head, page, brokerName)}`, claims, expiresAtMs };
  }

  function read(text: unknown, page: string, brokerName: string): PageTicket | undefined {
    if (typeof text !== 'string') return undefined;
    const end = text.lastIndexOf('.');
    const head = text.slice(0, Math.max(end, 0));
    const expected = sign(head, page, brokerName);
    if (expected === undefined || !equalInConstantTime(text.slice(end + 1), expected)) return undefined;
    const [, expiry = '', body = ''] = head.split('.');
    const expiresAtMs = Number.parseInt(expiry, 36);
    if (!(clock.nowMs() < expiresAtMs)) return undefined;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as PageClaims;
    return { text, claims, expiresAtMs };
  }

  return {
    open: (page, brokerName, claims, lifetimeMs = PAGE_LIFETIME_MS) =>
      write(page, brokerName, claims, clock.nowMs() + lifetimeMs),
    renew: (page, brokerName, { expiresAtMs }, claims) => write(page, brokerName, claims, expiresAtMs),
    read,
    verify(text, page, brokerName, request) {
      if (!isSentFromOwnPage(request, publicHost)) throw new BridgeError('form_foreign');
      const ticket = read(text, page, brokerName);
      if (!ticket) throw new BridgeError('page_expired');
      return ticket;
    },
  };
}
