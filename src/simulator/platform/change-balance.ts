import type { PlatformTrader } from '../state/platform-records.ts';
import { findTrader, type Platform } from './platform.ts';
import { type ChangeBalanceInput, changeBalanceInput } from './schemas.ts';
import { answerWith, managerCall, type PlatformReply, refuse, refuseUnknownTrader } from './simulated-call.ts';

const REMEMBERED_CHANGES = 10_000;

/** Call 3.5: puts money on an account or takes it off. */
export const changeBalance = managerCall(
  { name: '3.5', method: 'post', path: '/v2/webserv/traders/:login/changebalance', from: 'body' },
  changeBalanceInput,
  ({ platform, broker, input, path }) => {
    if (String(input.login) !== path.login) return refuse(400, 'INVALID_REQUEST', 'Path and body name two logins');
    const trader = findTrader(platform, broker, input.login);
    if (!trader) return refuseUnknownTrader();
    const amount = scaledAmountOf(input.preciseAmount, trader.moneyDigits);
    if (amount === undefined) return refuse(400, 'INVALID_REQUEST', 'Bad preciseAmount for this currency');
    const done = findRepeated(platform, trader, input.externalId);
    if (done !== undefined) return answerWith(200, { balanceHistoryId: done });
    return book(platform, trader, input, amount);
  },
);

function book(platform: Platform, trader: PlatformTrader, input: ChangeBalanceInput, amount: number): PlatformReply {
  const purse = input.type.endsWith('BONUS') ? 'bonus' : 'balance';
  const change = input.type.startsWith('DEPOSIT') ? amount : -amount;
  if (trader[purse] + change < 0) return refuse(400, 'NOT_ENOUGH_MONEY', 'The balance is insufficient');
  trader[purse] += change;
  const { state } = platform;
  const balanceHistoryId = state.next.balanceHistoryId++;
  const entry = {
    balanceHistoryId,
    login: trader.login,
    type: input.type,
    amount,
    externalId: input.externalId ?? null,
    atMs: platform.clock.nowMs(),
  };
  state.balanceChanges = [...state.balanceChanges.slice(1 - REMEMBERED_CHANGES), entry];
  platform.changed();
  return answerWith(200, { balanceHistoryId });
}

/** @returns The `balanceHistoryId` of a change with the same external id, when the switch for that is on. */
function findRepeated(platform: Platform, trader: PlatformTrader, externalId: string | undefined): number | undefined {
  if (externalId === undefined || !platform.faults.current().idempotentByExternalId) return undefined;
  const same = platform.state.balanceChanges.find(
    (change) => change.login === trader.login && change.externalId === externalId,
  );
  return same?.balanceHistoryId;
}

/**
 * Digit by digit, for a multiplication could be off by one.
 *
 * @returns `undefined` for an amount that the currency cannot express.
 */
function scaledAmountOf(amount: number, moneyDigits: number): number | undefined {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(String(amount));
  const [, whole = '', fraction = ''] = parts ?? [];
  if (!parts || fraction.length > moneyDigits) return undefined;
  const scaled = Number(whole + fraction.padEnd(moneyDigits, '0'));
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}
