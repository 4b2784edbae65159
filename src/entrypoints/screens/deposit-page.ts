import type { Broker } from '../../domain/brokers/broker.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { PageTicket } from '../../http/page-ticket.ts';
import type { RouteReply } from '../../http/route.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { formatMoney } from '../../lib/money.ts';
import { fromClaims } from './deposit-session.ts';
import { ownQueryOf } from './own-query.ts';
import { parseScreenLook } from './screen-parameters.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** Renders the form, with what was typed before and what was wrong with it. */
export function depositPage(
  { renderView, translations }: ScreensDependencies,
  broker: Broker,
  { context, query, body }: ReceivedRequest,
  ticket: PageTicket,
  errorCode?: ErrorCode,
): RouteReply {
  const { language, theme } = parseScreenLook(query, broker, translations);
  const { login, environment, currency, moneyDigits } = fromClaims(ticket.claims);
  const money = (amountMinor: number) => formatMoney(language, amountMinor, moneyDigits, currency);
  const { minDepositMinor, maxDepositMinor } = broker.payments;
  const html = renderView('deposit', {
    t: translations.in(language),
    language,
    theme,
    displayName: broker.displayName,
    ticket: ticket.text,
    action: ownQueryOf(context.request.originalUrl),
    closeAddress: broker.screens.successUrl,
    environment,
    words: { login: String(login), currency, least: money(minDepositMinor), most: money(maxDepositMinor) },
    amount: typedIn(body.amount),
    errorCode,
  });
  const { frameOrigins, successUrl } = broker.screens;
  return {
    kind: 'html',
    status: errorCode ? ERROR_CATALOGUE[errorCode].status : 200,
    headers: pageHeaders({ frameOrigins, formOrigins: [new URL(successUrl).origin] }),
    body: html,
  };
}

const MAX_KEPT_LENGTH = 256;

/** A control character can be typed by accident, but neither seen nor taken away again. */
function typedIn(value: unknown): string {
  return typeof value === 'string'
    ? value
        .slice(0, MAX_KEPT_LENGTH)
        .toWellFormed()
        .replace(/\p{Cc}/gu, '')
    : '';
}
