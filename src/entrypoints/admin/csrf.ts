import type { Request } from 'express';
import type { StaffSession } from '../../domain/staff/staff-session.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { isSentFromOwnPage } from '../../http/form-ticket.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { equalInConstantTime, signText } from '../../lib/secrets.ts';

export const CSRF_HEADER = 'X-CSRF-Token';

/** Of a session that a cookie shows, so that no other site can use it. Whoever shows a bearer token needs none. */
export interface Csrf {
  tokenOf(session: Pick<StaffSession, 'id'>): string;
  /** @throws `csrf_refused` */
  verify(token: unknown, session: Pick<StaffSession, 'id'>, request: Request): void;
  /** Of what needs no session: no other site signs somebody in here. @throws `csrf_refused` */
  requireOwnPage(request: Request): void;
}

export function createCsrf({ keyRing, publicUrl }: { readonly keyRing: KeyRing; readonly publicUrl: string }): Csrf {
  function requireOwnPage(request: Request): void {
    if (!isSentFromOwnPage(request, new URL(publicUrl).host)) throw new BridgeError('csrf_refused');
  }

  function sign(keyId: string, sessionId: string): string | undefined {
    const key = keyRing.derive('staff-csrf', keyId);
    return key && `${keyId}.${signText(key, sessionId)}`;
  }

  return {
    tokenOf: ({ id }) => sign(keyRing.currentKeyId, id) ?? '',
    verify(token, { id }, request) {
      const text = typeof token === 'string' ? token : '';
      const expected = sign(text.slice(0, text.indexOf('.')), id);
      const isGenuine = expected !== undefined && equalInConstantTime(text, expected);
      if (!isGenuine) throw new BridgeError('csrf_refused');
      requireOwnPage(request);
    },
    requireOwnPage,
  };
}
