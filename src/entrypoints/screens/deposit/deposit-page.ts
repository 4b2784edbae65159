import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { formatMoney } from '../../../lib/money.ts';
import { originOfUrlTemplate } from '../../../lib/url-template.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { fromClaims } from './deposit-session.ts';

/** Renders the form, with what was typed before and what was wrong with it. */
export function depositPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): RouteReply {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  const { login, environment, currency, moneyDigits } = fromClaims(ticket.claims);
  const money = (amountMinor: number) => formatMoney(language, amountMinor, moneyDigits, currency);
  const { minDepositMinor, maxDepositMinor } = broker.payments;
  return renderPage(dependencies, broker, received, {
    view: 'deposit',
    title: 'deposit.title',
    error,
    fields: { amount: 'errors.amount_malformed' },
    typed: typedIn(received.body, ['amount']),
    words: { login: String(login), currency, least: money(minDepositMinor), most: money(maxDepositMinor) },
    closable: true,
    formOrigins: cashierOriginsOf(broker),
    data: { ticket: ticket.text, environment },
  });
}

/** The form leads there by redirect. */
function cashierOriginsOf({ payments }: Broker): string[] {
  return payments.cashier.kind === 'redirect' ? [originOfUrlTemplate(payments.cashier.template)] : [];
}
