/**
 * Word to apps that a session of a trader has ended (OpenID Connect Back-Channel Logout 1.0), however long it takes.
 *
 * Owns the outbox and when telling is tried. Does not own the logout token: whoever tells an app makes it at that moment,
 * for it lives for two minutes. Invariants: what was posted is told at least once, or given up after three days; an app
 * without a back-channel address is never in the outbox.
 */
import type { Backlog } from '../../lib/backlog.ts';
import { createDeliveryLoop } from '../../lib/delivery-loop.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AppLogoutsDependencies } from './app-logouts-dependencies.ts';
import type { TellApp } from './logout-notice.ts';
import { postNotices } from './post-notices.ts';
import { type RestingApps, tellDue } from './tell-due.ts';

export interface AppLogouts {
  /** Once this is done, every app of these sessions that wants to know will be told. @throws `store_unavailable` */
  post(broker: Broker, ended: readonly EndedSession[]): Promise<void>;
  /** How many notices are in the outbox. @param brokerNames - `null` is all white labels. */
  countWaiting(brokerNames: readonly string[] | null): Promise<Backlog>;
  /** Tells who is due, once. @returns How many notices were taken up. */
  deliverDue(tell: TellApp): Promise<number>;
  /** Tells from now on whoever becomes due. */
  start(tell: TellApp): void;
  /** Tells no more; what was under way is due again when its lease is over. */
  stop(): Promise<void>;
}

export interface EndedSession {
  readonly issuer: string;
  readonly userId: string;
  readonly apps: readonly { readonly clientId: string; readonly sid: string }[];
}

export function createAppLogouts(dependencies: AppLogoutsDependencies): AppLogouts {
  const loop = createDeliveryLoop(dependencies.log);
  const resting: RestingApps = new Map();
  return {
    async post(broker, ended) {
      const participations = ended.flatMap(({ issuer, userId, apps }) =>
        apps.map((app) => ({ issuer, userId, ...app })),
      );
      if ((await postNotices(dependencies, broker, participations)) > 0) loop.wake();
    },
    countWaiting: (brokerNames) => dependencies.outbox.countWaiting(brokerNames),
    deliverDue: (tell) => tellDue(dependencies, resting, tell),
    start: (tell) => loop.start(() => tellDue(dependencies, resting, tell)),
    stop: () => loop.stop(),
  };
}
