import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { formatMoney } from '../../../lib/money.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** No secret: the page itself says it. */
export const SECOND_STEP_CODE = '123456';

export async function secondStepPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): Promise<RouteReply> {
  const { payments, translations } = dependencies;
  const { language } = parseScreenLook(received.query, broker, translations);
  const { amountMinor, moneyDigits, currency } = await payments.getPayment(broker, ticket.claims.paymentId ?? '');
  return renderPage(dependencies, broker, received, {
    view: 'deposit-second-step',
    title: 'deposit.secondStep.title',
    error,
    fields: { code: 'errors.second_step_wrong' },
    words: { amount: formatMoney(language, amountMinor, moneyDigits, currency), code: SECOND_STEP_CODE },
    closable: true,
    data: { ticket: ticket.text },
  });
}
