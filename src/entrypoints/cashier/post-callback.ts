import type { Payment } from '../../domain/payments/payment.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import { toDecimalText } from '../../lib/money.ts';
import type { CashierCaller } from './authenticate.ts';
import type { CashierDependencies } from './cashier-dependencies.ts';

/** Takes what a cashier says of a deposit, and tells how the deposit stands then. */
export function postCallback({ payments }: CashierDependencies) {
  return async ({ caller, body }: RouteCall<CashierCaller>): Promise<RouteReply> => {
    // The schema has seen to it.
    const { paymentId, outcome, amount, currency, reference } = body as unknown as CallbackBody;
    const { broker, begunBeforeMs } = caller;
    const said = { paymentId, outcome, amount, currency, reference };
    const word = { cashier: 'redirect', begunBeforeMs, ...said } as const;
    return { kind: 'json', body: answerOf(await payments.hearCashier(broker, word)) };
  };
}

interface CallbackBody {
  readonly paymentId: string;
  readonly outcome: 'authorised' | 'declined';
  readonly amount: string;
  readonly currency: string;
  readonly reference: string;
}

function answerOf({ id, state, failure, amountMinor, moneyDigits, currency }: Payment) {
  return { id, state, failure, amount: toDecimalText(amountMinor, moneyDigits), currency };
}
