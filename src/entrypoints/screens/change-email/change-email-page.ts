import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { renderPage } from '../page/render-page.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** Beside which field a fault stands. */
const FIELD_OF: Partial<Record<ErrorCode, string>> = {
  password_wrong: 'currentPassword',
  email_unchanged: 'newEmail',
  email_relay_refused: 'newEmail',
};

/** Renders the form, with what was typed before and what was wrong with it; never a password. */
export function changeEmailPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): RouteReply {
  const field = error && FIELD_OF[error.code];
  return renderPage(dependencies, broker, received, {
    view: 'change-email',
    title: 'changeEmail.title',
    error: error && field !== undefined ? new BridgeError(error.code, { field }) : error,
    fields: { newEmail: 'fieldErrors.email', currentPassword: 'fieldErrors.currentPassword' },
    typed: typedIn(received.body, ['newEmail']),
    closable: true,
    data: { step: 'request', ticket: ticket.text },
  });
}

/** Says that a link was sent, whoever has the address. */
export function linkSentPage(dependencies: ScreensDependencies, broker: Broker, received: ReceivedRequest): RouteReply {
  return renderPage(dependencies, broker, received, {
    view: 'change-email',
    title: 'changeEmail.sentTitle',
    closable: true,
    data: { step: 'sent' },
  });
}
