/**
 * The simulated trading app: its pages, and the session of whoever is signed in. It owns no knowledge of passwords;
 * traders sign in at the bridge and come back by the success URL. Every page works without script; the script of
 * `views/simulator/public` opens the bridge's screens in a frame instead of leaving the app.
 */

import type { RenderView } from '../../http/render-view.ts';
import type { BridgeClient } from '../bridge-client/bridge-client.ts';
import type { CallLog } from '../control/call-log.ts';
import type { ChangeFeed } from '../control/change-feed.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Platform } from '../platform/platform.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';

/** What every page works on. */
export interface App {
  readonly platform: Platform;
  readonly bridge: BridgeClient;
  /** Where browsers reach the bridge; read at every use, for it may change. */
  readonly bridgeUrl: () => string;
  readonly calls: CallLog;
  readonly mailbox: Mailbox;
  readonly changes: ChangeFeed;
  /** Ends what stays open when the simulator stops. */
  readonly closing: AbortSignal;
  readonly render: RenderView;
}

export function findBroker(app: App, brokerName: string | undefined): SimulatedBroker | undefined {
  return app.platform.brokers.find((broker) => broker.brokerName === brokerName);
}
