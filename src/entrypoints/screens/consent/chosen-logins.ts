import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';

const PREFIX = 'account-';

/** A form has a hundred fields at most; who has more accounts than these allows all or none. */
const MOST_CHOICES = 90;

export function nameOfChoice({ login }: Pick<TradingAccount, 'login'>): string {
  return PREFIX + login;
}

/** Whether there is anything to choose. */
export function isChoice(accounts: readonly TradingAccount[] | null): accounts is readonly TradingAccount[] {
  return accounts !== null && accounts.length > 0 && accounts.length <= MOST_CHOICES;
}

/**
 * The accounts that were ticked.
 *
 * @param accounts - The trader's own.
 * @returns `null` is all, those of later included; `undefined` where there was nothing to choose among.
 * @throws `parameter_invalid` of the field `accounts` when it is none; `account_unknown` also for one of another trader
 */
export function chosenLogins(
  accounts: readonly TradingAccount[] | null,
  body: Readonly<Record<string, unknown>>,
): readonly number[] | null | undefined {
  if (accounts === null) return undefined;
  if (!isChoice(accounts)) return null;
  const ticked = Object.keys(body).filter((name) => name.startsWith(PREFIX));
  const chosen = accounts.filter((account) => ticked.includes(nameOfChoice(account)));
  if (chosen.length < ticked.length) throw new BridgeError('account_unknown');
  if (chosen.length === 0) throw new BridgeError('parameter_invalid', { field: 'accounts', detail: 'none is ticked' });
  return chosen.length === accounts.length ? null : chosen.map(({ login }) => login);
}
