import type { Broker } from '../../../domain/brokers/broker.ts';
import type { Payment } from '../../../domain/payments/payment.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { formatMoney } from '../../../lib/money.ts';
import { type PageContent, renderPage } from '../page/render-page.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { fromClaims } from './withdrawal-session.ts';

const PAGE = { view: 'withdrawal', title: 'withdrawal.title', closable: true } as const satisfies PageContent;

/** Renders the form, with what was typed before and what was wrong with it. */
export function withdrawalForm(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): RouteReply {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  const { login, environment, currency, moneyDigits } = fromClaims(ticket.claims);
  const money = (amountMinor: number) => formatMoney(language, amountMinor, moneyDigits, currency);
  const { minWithdrawalMinor, maxWithdrawalMinor } = broker.payments;
  return renderPage(dependencies, broker, received, {
    ...PAGE,
    error,
    fields: { amount: 'errors.amount_malformed' },
    typed: typedIn(received.body, ['amount']),
    words: { login, currency, least: money(minWithdrawalMinor), most: money(maxWithdrawalMinor) },
    data: { ticket: ticket.text, environment },
  });
}

/** Says that nothing more is to be done, though the money is not there yet. */
export function withdrawalUnderWay(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  { state, amountMinor }: Payment,
): RouteReply {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  const { login, environment, currency, moneyDigits } = fromClaims(ticket.claims);
  const isTaken = state === 'debited' || state === 'paying';
  return renderPage(dependencies, broker, received, {
    ...PAGE,
    words: { login, amount: formatMoney(language, amountMinor, moneyDigits, currency) },
    data: { environment, progress: isTaken ? 'withdrawal.onItsWay' : 'withdrawal.received' },
  });
}
