import type { Broker } from '../../../domain/brokers/broker.ts';
import { isBridgeError } from '../../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../../http/broker-places.ts';
import type { EntryPoint, ReceivedRequest } from '../../../http/mount-routes.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import { errorPage } from '../page/error-page.ts';
import { renderPage } from '../page/render-page.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

interface SuccessCaller {
  /** `undefined` where the address names none; the page has its say all the same. */
  readonly broker: Broker | undefined;
}

/**
 * The end of a way that began in a browser of its own: nothing but that it is over. What else stands in its address, such
 * as a token, is for whoever watches for the address, and neither shown nor spent.
 */
export function successRoutes(dependencies: ScreensDependencies): EntryPoint<SuccessCaller> {
  return {
    routes: [
      {
        method: 'GET',
        paths: ['/callback/success'],
        summary: 'A page that says that the window can be closed',
        security: { kind: 'open', because: 'it shows nothing of anybody' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: ['malformed_request', 'method_not_allowed'],
        handle: ({ caller, query, context }) =>
          renderPage(
            dependencies,
            caller.broker,
            { context, query, body: {} },
            {
              view: 'success',
              title: 'success.title',
            },
          ),
      },
    ],
    authenticate: (_route, received) => ({ broker: findBroker(dependencies, received) }),
    renderError: (error, received) =>
      errorPage(dependencies, received, error.code === 'method_not_allowed' ? error.code : 'internal_error'),
  };
}

function findBroker({ brokers }: ScreensDependencies, received: ReceivedRequest): Broker | undefined {
  try {
    const broker = brokers.identify(brokerPlacesOf(received));
    received.context.brokerName = broker.brokerName;
    return broker;
  } catch (error) {
    if (isBridgeError(error)) return undefined;
    throw error;
  }
}
