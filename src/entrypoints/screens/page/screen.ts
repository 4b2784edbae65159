import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { Route, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';

type MaybeReply = RouteReply | undefined;

/** One screen: its routes, and how it says what went wrong on them. */
export interface Screen {
  readonly routes: readonly Route<ScreenCaller>[];
  /**
   * The page again, with what was wrong.
   *
   * @returns `undefined` where the error page should say it.
   */
  readonly renderFault?: (
    broker: Broker,
    received: ReceivedRequest,
    error: BridgeError,
  ) => MaybeReply | Promise<MaybeReply>;
}
