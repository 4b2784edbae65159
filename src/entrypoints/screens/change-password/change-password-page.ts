import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { renderPage } from '../page/render-page.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** Renders the form, with what was wrong with it; never a password. */
export async function changePasswordPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): Promise<RouteReply> {
  return renderPage(dependencies, broker, received, {
    view: 'change-password',
    title: 'changePassword.title',
    error: error?.code === 'password_wrong' ? new BridgeError(error.code, { field: 'currentPassword' }) : error,
    fields: { currentPassword: 'fieldErrors.currentPassword', newPassword: 'fieldErrors.newPassword' },
    closable: true,
    data: { ticket: ticket.text, username: await emailOf(dependencies, broker, ticket) },
  });
}

/** A password manager has to be told whose password it is. */
async function emailOf({ users }: ScreensDependencies, { brokerName }: Broker, { claims }: PageTicket) {
  const user = await users.findById(brokerName, claims.userId ?? '').catch(() => undefined);
  return user?.email ?? '';
}
