import type { Broker } from '../../domain/brokers/broker.ts';
import type { BalanceChange } from '../../domain/trading/trading-backend.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import {
  assertWire,
  type ChangeBalanceAnswer,
  changeBalanceAnswer,
  changeBalanceRequest,
  preciseAmount,
  wireText,
} from './wire-schemas.ts';

const CHANGE_BALANCE: PlatformCall<ChangeBalanceAnswer> = {
  name: '3.5',
  method: 'POST',
  idempotent: false,
  answer: changeBalanceAnswer,
};

/** Call 3.5. @returns The `balanceHistoryId`. */
export async function changeBalance(platform: PlatformClient, broker: Broker, change: BalanceChange): Promise<number> {
  const { preciseAmount: amount, sendBeforeMs = Number.POSITIVE_INFINITY, ...rest } = change;
  assertWire(preciseAmount, amount, 'preciseAmount');
  const body = withPreciseAmount(wireText(changeBalanceRequest, rest), amount);
  const path = `/v2/webserv/traders/${change.login}/changebalance`;
  const answer = await platform.call(broker, CHANGE_BALANCE, { path, body, sendBeforeMs });
  return answer.balanceHistoryId;
}

/**
 * Writes the amount digit by digit as a JSON number; as a number of the program it could be rounded.
 *
 * @param json - An object that is not empty.
 * @param amount - Checked; JSON allows no leading zeros.
 */
function withPreciseAmount(json: string, amount: string): string {
  return `{"preciseAmount":${amount.replace(/^0+(?=\d)/, '')},${json.slice(1)}`;
}
