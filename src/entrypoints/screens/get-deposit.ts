import { BridgeError } from '../../errors/bridge-error.ts';
import { isPrefetch } from '../../http/is-prefetch.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { ScreenCaller } from './authenticate.ts';
import { depositPage } from './deposit-page.ts';
import { DEPOSIT_PAGE, newDepositSession, toClaims } from './deposit-session.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** Opens the page: spends the one-time token, if it and the account are this user's, and gives a ticket for it. */
export function getDeposit(dependencies: ScreensDependencies) {
  const { payments, access, trading, pageTickets } = dependencies;
  return async ({ caller, query, context }: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const { broker } = caller;
    // A look at the link must not spend the token.
    if (context.request.method === 'HEAD') return { kind: 'html', headers: {}, body: '' };
    if (isPrefetch(context.request.headers)) throw new BridgeError('prefetch_refused');
    if (!payments.offersDeposits) throw new BridgeError('deposits_off');
    const account = await access.redeemInappToken(broker, textOf(query.token), async (user) => {
      const found = await trading.findAccount(broker, user.id, parseLogin(query.account));
      if (!found) throw new BridgeError('account_unknown');
      return found;
    });
    const claims = toClaims(newDepositSession(account, payments.newPaymentId()));
    const ticket = pageTickets.open(DEPOSIT_PAGE, broker.brokerName, claims);
    return depositPage(dependencies, broker, { context, query, body: {} }, ticket);
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** @returns The account number; `NaN`, which no account has, when it is none. */
function parseLogin(value: unknown): number {
  return /^[1-9]\d{0,15}$/.test(textOf(value)) ? Number(value) : Number.NaN;
}
