import type { BridgeEvent } from '../events/bridge-event.ts';
import type { TradingAccount } from './trading-account.ts';

/** What the broker's own systems are told of an account. */
export function toldOfAccount({ id, userId, environment, login }: TradingAccount): BridgeEvent['data'] {
  return { accountId: id, userId, environment, login };
}
