import type { Broker } from '../../domain/brokers/broker.ts';
import type { BridgeError } from '../../errors/bridge-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { COMMON_ERRORS } from './page/common-errors.ts';
import { errorPage } from './page/error-page.ts';
import type { Screen } from './page/screen.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** What any address below an entry point can answer. */
const PAGE_ERRORS: readonly ErrorCode[] = [...COMMON_ERRORS, 'not_found', 'method_not_allowed', 'internal_error'];

/** Every code that this audience has words for; what no screen can meet is a bug here. */
export function screenErrorsOf(screens: readonly Screen[]): ReadonlySet<ErrorCode> {
  return new Set([...PAGE_ERRORS, ...screens.flatMap(({ routes }) => routes.flatMap(({ errors }) => errors))]);
}

/** The form again with what was wrong, or a page that says what happened. */
export function createRenderScreenError(dependencies: ScreensDependencies, screens: readonly Screen[]) {
  const known = screenErrorsOf(screens);
  const byPath = new Map(screens.flatMap((screen) => screen.routes.map(({ paths }) => [paths[0], screen] as const)));
  return async (error: BridgeError, received: ReceivedRequest): Promise<RouteReply> => {
    const broker = brokerOf(dependencies, received);
    const screen = byPath.get(received.context.route);
    const reply = broker && (await screen?.renderFault?.(broker, received, error));
    return reply ?? errorPage(dependencies, received, known.has(error.code) ? error.code : 'internal_error');
  };
}

/** An address that nobody has was not asked for its white label yet; the page should look like it all the same. */
function brokerOf({ brokers }: ScreensDependencies, received: ReceivedRequest): Broker | undefined {
  const { context } = received;
  const named = brokers.find(context.brokerName);
  if (named) return named;
  try {
    const broker = brokers.identify(brokerPlacesOf(received));
    context.brokerName = broker.brokerName;
    return broker;
  } catch {
    return undefined;
  }
}
