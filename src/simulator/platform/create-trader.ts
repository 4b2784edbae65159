import { createTraderInput } from './schemas.ts';
import { answerWith, managerCall, refuse } from './simulated-call.ts';

/** Digits behind the decimal point of a currency's amounts, where they are not two. */
const MONEY_DIGITS: Readonly<Record<string, number>> = { JPY: 0, BTC: 8, ETH: 8 };

/** Call 3.3: a trading account. */
export const createTrader = managerCall(
  { name: '3.3', method: 'post', path: '/v2/webserv/traders', from: 'body' },
  createTraderInput,
  ({ platform, broker, input }) => {
    const { balance, brokerName, depositCurrency, hashedPassword, ...details } = input;
    if (brokerName !== broker.brokerName) {
      return refuse(400, 'CH_BROKER_NOT_FOUND', 'The brokerName is not that of this manager');
    }
    const login = platform.state.next.login++;
    const moneyDigits = MONEY_DIGITS[depositCurrency] ?? 2;
    platform.state.traders.push({
      login,
      brokerName,
      environment: null,
      depositCurrency,
      moneyDigits,
      balance,
      bonus: 0,
      hashedPassword: hashedPassword.toLowerCase(),
      details,
      createdAtMs: platform.clock.nowMs(),
    });
    platform.changed();
    const answer = { ...details, login, brokerName, depositCurrency, moneyDigits, balance, equity: balance, bonus: 0 };
    return answerWith(201, answer);
  },
);
