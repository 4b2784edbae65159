import type { Configuration } from 'openid-client';
import { newSecret } from '../../lib/secrets.ts';

/** A browser that came to these pages, known by a cookie. */
export interface Visitor {
  readonly id: string;
  /** Sign-ins on their way, the oldest first. */
  readonly signIns: readonly PendingSignIn[];
  /** The `state` of a log-out on its way. */
  readonly logoutState: string | null;
  readonly session: OidcSession | null;
  readonly notice: OidcNotice | null;
}

/** What has to come back with the browser, and what proves that it was we who sent it. */
export interface PendingSignIn {
  readonly brokerName: string;
  /** As it was when the browser left: what it says must not change on the way. */
  readonly provider: Configuration;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface OidcSession {
  readonly brokerName: string;
  readonly provider: Configuration;
  readonly issuer: string;
  /** Of the ID token, whose signature was verified. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
  readonly userinfo: Readonly<Record<string, unknown>>;
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly scope: string;
  readonly expiresAtMs: number | null;
}

/** What came of the last action. */
export interface OidcNotice {
  readonly title: string;
  readonly text: string;
  readonly failed?: boolean;
  /** Shown as it is. */
  readonly answer?: unknown;
}

export interface Visitors {
  find(id: string | undefined): Visitor | undefined;
  /** @returns A visitor that nobody knows yet. */
  open(): Visitor;
  /** @returns The visitor as it is now. */
  update(id: string, change: Partial<Omit<Visitor, 'id'>>): Visitor;
  /** The same visitor under a new id; the old one is worth nothing. */
  rename(id: string): Visitor;
  /** @returns Those who are signed in at this issuer. */
  signedInAt(issuer: string): readonly Visitor[];
}

const KEPT_VISITORS = 200;

export function createVisitors(): Visitors {
  const visitors = new Map<string, Visitor>();

  function keep(visitor: Visitor): Visitor {
    visitors.delete(visitor.id);
    visitors.set(visitor.id, visitor);
    const [oldest] = visitors.keys();
    if (visitors.size > KEPT_VISITORS && oldest !== undefined) visitors.delete(oldest);
    return visitor;
  }

  function get(id: string): Visitor {
    return visitors.get(id) ?? newVisitor(id);
  }

  return {
    find: (id) => (id === undefined ? undefined : visitors.get(id)),
    open: () => keep(newVisitor(newSecret())),
    update: (id, change) => keep({ ...get(id), ...change }),
    rename(id) {
      const visitor = get(id);
      visitors.delete(id);
      return keep({ ...visitor, id: newSecret() });
    },
    signedInAt: (issuer) => [...visitors.values()].filter(({ session }) => session?.issuer === issuer),
  };
}

function newVisitor(id: string): Visitor {
  return { id, signIns: [], logoutState: null, session: null, notice: null };
}
