/**
 * An app that signs traders in through OpenID Connect, as any app of a broker's partner would. Owns its sessions, apart
 * from those of the app that speaks the calls 4.x, and what providers told it of ended ones. Keeps all in memory: a
 * restart signs everybody out here, and nowhere else. Tokens are verified by the system's clock, for the libraries know no other.
 */

import type { Clock } from '../../lib/clock.ts';
import type { App } from '../app/app.ts';
import { createLogoutLog, type LogoutLog } from './logout-log.ts';
import { createProviders, type Providers } from './providers.ts';
import { createVisitors, type Visitors } from './visitors.ts';

/** What every page works on. */
export interface Oidc {
  readonly app: App;
  readonly clock: Clock;
  readonly providers: Providers;
  readonly visitors: Visitors;
  readonly logouts: LogoutLog;
}

export function createOidc(app: App, clock: Clock): Oidc {
  return { app, clock, providers: createProviders(app), visitors: createVisitors(), logouts: createLogoutLog(clock) };
}
