import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { renderPage } from './render-page.ts';

/** Says what happened, names the request to the support, and can be closed. */
export function errorPage(
  dependencies: ScreensDependencies,
  received: ReceivedRequest,
  code: ErrorCode,
  title = 'errorPage.title',
): RouteReply {
  const broker = dependencies.brokers.find(received.context.brokerName);
  const error = new BridgeError(code);
  return renderPage(dependencies, broker, received, {
    view: 'error',
    title,
    error,
    closable: true,
    showReference: true,
  });
}
