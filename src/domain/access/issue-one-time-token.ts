import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { userGroup } from './session-groups.ts';
import { newToken, REMEMBER_TOKEN_MS, type TokenEntryKind, tokenKey } from './token-format.ts';

/** What a one-time token for call 4.2 carries. */
export interface SignInTicket {
  readonly platformUserId: number;
  readonly keepMeLoggedIn: boolean;
}

/** What a one-time token for an in-app screen carries. */
export interface InappTicket {
  readonly platformUserId: number;
}

export function issueSignInToken(dependencies: AccessDependencies, broker: Broker, ticket: SignInTicket) {
  return issueOneTimeToken(dependencies, broker, 'one-time-token-sign-in', ticket);
}

export function issueInappToken(dependencies: AccessDependencies, broker: Broker, ticket: InappTicket) {
  return issueOneTimeToken(dependencies, broker, 'one-time-token-in-app', ticket);
}

async function issueOneTimeToken(
  { expiring, telemetry }: AccessDependencies,
  broker: Broker,
  kind: TokenEntryKind,
  ticket: SignInTicket | InappTicket,
): Promise<string> {
  const token = newToken('ot', broker);
  await expiring.put(tokenKey(kind, broker, token), JSON.stringify(ticket), {
    validForMs: broker.tokens.oneTimeTokenTtlSeconds * 1000,
    rememberForMs: REMEMBER_TOKEN_MS,
    groups: [userGroup(ticket.platformUserId)],
  });
  telemetry.tokenIssued('one-time', broker.brokerName);
  return token;
}
