import type { IncomingHttpHeaders } from 'node:http';
import { hostCookieName, readCookie } from '../../../http/cookies.ts';
import type { RouteReply } from '../../../http/route.ts';

export interface Notice {
  readonly kind: 'done' | 'warn' | 'error';
  readonly text: string;
}

const done = (text: string) => ({ kind: 'done', text }) as const;
const warn = (text: string) => ({ kind: 'warn', text }) as const;
const error = (text: string) => ({ kind: 'error', text }) as const;

/** What a page can say at its head. The cookie holds a code of this table, so that no link and no neighbour can make the console say anything else. */
export const NOTICES = {
  saved: done('Saved.'),
  created: done('Created.'),
  removed: done('Removed.'),
  'nothing-changed': warn('Nothing was changed: everything is already as you entered it.'),
  'white-label-created': done('The white label is there. It can be used at once.'),
  'white-label-enabled': done('The white label is switched on.'),
  'white-label-disabled': done(
    'The white label is switched off. Nobody can sign in there until you switch it on again.',
  ),
  'change-undone': done('Undone. The white label is as it was before.'),
  imported: done('Imported. The bridge is now as the document says.'),
  'platform-password-revoked': done('The platform password is revoked. It works no more.'),
  'client-created': done('The client is registered.'),
  'client-enabled': done('The client is switched on.'),
  'client-disabled': done('The client is switched off.'),
  'client-tokens-revoked': done('All tokens of the client are worth nothing any more.'),
  'secret-stored': done('The secret is not shown again. A new one can be made at any time.'),
  'key-revoked': done('The key is revoked. Requests with it are refused from now on.'),
  'user-enabled': done('The user can sign in again.'),
  'user-disabled': done('The user is disabled, and all their sessions ended.'),
  'user-disabled-here-alone': warn(
    'The user is disabled, and their sessions here ended. The platform did not end its own: end them there.',
  ),
  'reset-letter-sent': done('The letter is on its way. Its link works once, for half an hour.'),
  'sessions-ended': done('The sessions are ended.'),
  'sessions-ended-here-alone': warn(
    'The sessions here are ended. The platform did not end its own: try again, or end them there.',
  ),
  'session-ended': done('The session is ended.'),
  'payment-settled': done('The payment is settled. What follows from it is done within seconds.'),
  'document-decided': done('Your decision is written down.'),
  'agreement-withdrawn': done('The agreement is withdrawn. From its date on nobody is asked for it.'),
  'agreement-published': done('The version is published. Traders see it from its date on.'),
  'webhook-pinged': done('The test is sent. Below stands whether it arrived.'),
  'webhook-failed-resent': done('The failed deliveries of this time are sent again.'),
  'webhook-nothing-failed': warn('Nothing of this time was given up or waits for another try.'),
  'webhook-resent': done('The delivery is sent again.'),
  'conformance-started': done('The conformance run has begun.'),
  'log-intact': done('The log is intact: no entry is missing and none was altered.'),
  'log-broken': error('The log is broken. See below where.'),
  'member-invited': done('The invitation is made. Hand the link on; it works once.'),
  'invitation-withdrawn': done('The invitation is withdrawn.'),
  'member-disabled': done('The member is disabled, and signed out everywhere.'),
  'member-enabled': done('The member can sign in again.'),
  'password-changed': done('Your password is changed. All your other sessions are ended.'),
  'totp-added': done('Codes of your authenticator app are asked for from now on.'),
  'totp-removed': warn('Codes of an authenticator app are not asked for any more.'),
  'passkey-added': done('The passkey is registered.'),
  'passkey-removed': done('The passkey is removed.'),
  'recovery-codes-made': done('New recovery codes are made. The ones before are worth nothing.'),
  proven: done('Thank you. You will not be asked again for five minutes.'),
  welcome: done(
    'Welcome. Add a passkey or an authenticator app next, so that your password alone does not open the console.',
  ),
  'signed-in': done('You are signed in.'),
  'signed-out': done('You are signed out.'),
  'session-over': warn('You were signed out because your session had ended. Please sign in again.'),
  'not-done': error('That could not be done. Nothing was changed.'),
} as const satisfies Readonly<Record<string, Notice>>;

export type NoticeCode = keyof typeof NOTICES;

const COOKIE = 'admin-notice';
/** Long enough to follow the redirect, too short to be met on another visit. */
const LIFETIME_SECONDS = 20;

/** @returns What the page before left to be said; `undefined` when it is nothing, or nothing of ours. */
export function readNotice(headers: IncomingHttpHeaders): Notice | undefined {
  const code = readCookie(headers, COOKIE);
  return code !== undefined && Object.hasOwn(NOTICES, code) ? NOTICES[code as NoticeCode] : undefined;
}

/** A `Set-Cookie`. @param code - `null` takes it away. */
export function noticeCookie(code: NoticeCode | null): string {
  const name = hostCookieName(COOKIE);
  const age = code === null ? 0 : LIFETIME_SECONDS;
  return `${name}=${code ?? ''}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Strict`;
}

/** After a form: leads on, and has the next page say how it went. */
export function redirectWithNotice(location: string, code: NoticeCode): RouteReply {
  return { kind: 'redirect', location, headers: { 'set-cookie': noticeCookie(code) } };
}
