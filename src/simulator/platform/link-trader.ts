import type { PlatformTrader } from '../state/platform-records.ts';
import { findTrader, findUser } from './platform.ts';
import { linkTraderInput } from './schemas.ts';
import { answerWith, managerCall, refuse, refuseUnknownTrader, refuseUnknownUser } from './simulated-call.ts';

/** Call 3.4: gives an account to a user; a second time for the same pair it answers the link that stands. */
export const linkTrader = managerCall(
  { name: '3.4', method: 'post', path: '/cid/ctid/link', from: 'body' },
  linkTraderInput,
  ({ platform, broker, input }) => {
    const { state } = platform;
    if (input.brokerName !== broker.brokerName) {
      return refuse(400, 'CH_BROKER_NOT_FOUND', 'The brokerName is not that of this manager');
    }
    if (!findUser(platform, broker, input.userId)) return refuseUnknownUser();
    const trader = findTrader(platform, broker, input.traderLogin);
    if (!trader || (trader.environment ?? input.environmentName) !== input.environmentName)
      return refuseUnknownTrader();
    if (trader.hashedPassword !== null && trader.hashedPassword !== input.traderPasswordHash.toLowerCase()) {
      return refuse(400, 'CH_TRADER_PASSWORD_WRONG', 'The password is not that of the account');
    }
    const details = input.returnAccountDetails ? { accountDetails: describe(trader) } : {};
    const standing = state.links.find((link) => link.login === trader.login);
    if (standing && standing.userId !== input.userId) {
      return refuse(400, 'CH_TRADER_ALREADY_LINKED', 'The account belongs to another user');
    }
    if (standing) return answerWith(200, { ctidTraderAccountId: standing.ctidTraderAccountId, ...details });
    const ctidTraderAccountId = state.next.ctidTraderAccountId++;
    state.links.push({ ctidTraderAccountId, login: trader.login, userId: input.userId });
    trader.environment = input.environmentName;
    platform.changed();
    return answerWith(201, { ctidTraderAccountId, ...details });
  },
);

function describe({ login, depositCurrency, moneyDigits, balance }: PlatformTrader): object {
  return { login, depositCurrency, moneyDigits, balance };
}
