import type { Broker } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { textOf } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** What can be wrong with the token of an address. */
export const TOKEN_ERRORS = [
  'prefetch_refused',
  'token_malformed',
  'token_unknown',
  'token_expired',
  'token_of_other_broker',
  'hand_off_refused',
  'hand_off_unavailable',
  'too_many_attempts',
  'busy',
] as const satisfies readonly ErrorCode[];

/** Of a platform's own token nothing is known but that it stands in an address. */
const FOREIGN_TOKEN = /^[\x21-\x7e]{1,2000}$/;

/**
 * Spends the one-time token in the address: one of ours, or, where the platform says who its traders are, one of the
 * platform's.
 *
 * @param check - Looks at what the trader wants to do. What it refuses leaves a token of ours as it is; one of the
 *   platform's is spent by then.
 */
export async function redeemVisit<Checked>(
  { access, users }: ScreensDependencies,
  broker: Broker,
  { query, context }: Pick<ReceivedRequest, 'query' | 'context'>,
  check: (user: LinkedUser) => Promise<Checked>,
): Promise<Checked> {
  const token = tokenIn(query);
  if (isOurs({ access }, broker, token)) return access.redeemInappToken(broker, token, check);
  if (!FOREIGN_TOKEN.test(token)) throw new BridgeError('token_malformed');
  return check(await users.redeemHandOff(broker, token, context.address));
}

/** @returns Empty where there is none. */
export function tokenIn(query: ReceivedRequest['query']): string {
  const { token } = query;
  return typeof token === 'string' && FOREIGN_TOKEN.test(token) ? token : textOf(token);
}

/** A page of ours can lead to another with a token of ours, whoever says who its traders are. */
export function isOurs({ access }: Pick<ScreensDependencies, 'access'>, broker: Broker, token: string): boolean {
  return broker.platform.identity === 'sso' || access.isOwnToken(broker, token);
}
