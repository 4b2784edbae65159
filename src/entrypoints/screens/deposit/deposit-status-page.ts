import type { Broker } from '../../../domain/brokers/broker.ts';
import type { Payment } from '../../../domain/payments/payment.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import { formatMoney } from '../../../lib/money.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { depositFaultOf } from './deposit-fault.ts';

/** Says how a deposit stands that is not credited. */
export function depositStatusPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  payment: Payment,
): RouteReply {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  const { amountMinor, moneyDigits, currency, login } = payment;
  const fault = depositFaultOf(payment);
  return renderPage(dependencies, broker, received, {
    view: 'deposit-status',
    title: 'deposit.title',
    // What is under way is no fault.
    error: payment.state === 'failed' ? fault : undefined,
    words: { login: String(login), amount: formatMoney(language, amountMinor, moneyDigits, currency) },
    closable: true,
    data: {
      status: payment.state === 'failed' ? '' : fault === undefined ? 'deposit.awaiting' : `errors.${fault}`,
      mayChange: payment.state !== 'failed' && payment.state !== 'unconfirmed',
    },
  });
}
