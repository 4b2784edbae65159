import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { sessionGroup, userGroup } from './session-groups.ts';
import { newToken, REMEMBER_TOKEN_MS, type TokenEntryKind, tokenKey } from './token-format.ts';
import type { OrderedToken, TokenOrder } from './token-order.ts';

/** What a one-time token for call 4.2 carries. */
export interface SignInTicket {
  readonly platformUserId: number;
  readonly keepMeLoggedIn: boolean;
  /** Of the browser in which the trader signed in; what it is traded for ends with that. */
  readonly sessionId?: string | undefined;
  readonly issuedAtMs?: number;
}

/** What a one-time token for an in-app screen carries. */
export interface InappTicket {
  readonly platformUserId: number;
  /** Of the in-app token that bought it. */
  readonly sessionId?: string | undefined;
  readonly issuedAtMs?: number;
}

export async function issueOrderedToken(
  dependencies: AccessDependencies,
  broker: Broker,
  order: TokenOrder,
): Promise<OrderedToken> {
  const { platformUserId, ttlSeconds = broker.tokens.oneTimeTokenTtlSeconds } = order;
  const expiresAtMs = dependencies.clock.nowMs() + ttlSeconds * 1000;
  const token =
    order.purpose === 'in-app'
      ? await issueOneTimeToken(dependencies, broker, 'one-time-token-in-app', { platformUserId }, ttlSeconds)
      : await issueOneTimeToken(
          dependencies,
          broker,
          'one-time-token-sign-in',
          { platformUserId, keepMeLoggedIn: order.keepMeLoggedIn },
          ttlSeconds,
        );
  return { token, expiresAtMs };
}

export function issueSignInToken(dependencies: AccessDependencies, broker: Broker, ticket: SignInTicket) {
  return issueOneTimeToken(dependencies, broker, 'one-time-token-sign-in', ticket);
}

export function issueInappToken(dependencies: AccessDependencies, broker: Broker, ticket: InappTicket) {
  return issueOneTimeToken(dependencies, broker, 'one-time-token-in-app', ticket);
}

async function issueOneTimeToken(
  { expiring, clock, telemetry }: AccessDependencies,
  broker: Broker,
  kind: TokenEntryKind,
  ticket: SignInTicket | InappTicket,
  ttlSeconds = broker.tokens.oneTimeTokenTtlSeconds,
): Promise<string> {
  const token = newToken('ot', broker);
  await expiring.put(tokenKey(kind, broker, token), JSON.stringify({ ...ticket, issuedAtMs: clock.nowMs() }), {
    validForMs: ttlSeconds * 1000,
    rememberForMs: REMEMBER_TOKEN_MS,
    groups: groupsOf(ticket),
  });
  telemetry.tokenIssued('one-time', broker.brokerName);
  return token;
}

function groupsOf({ platformUserId, sessionId }: SignInTicket | InappTicket): string[] {
  return sessionId === undefined ? [userGroup(platformUserId)] : [userGroup(platformUserId), sessionGroup(sessionId)];
}
