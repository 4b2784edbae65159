/**
 * The trading platform as a client of its web services (calls 3.x and the hand-off call). This folder owns the
 * platform's wire format, the manager's tokens, and when a call is repeated or held back. It knows nothing of what a
 * call is made for.
 *
 * Every failure is a `BridgeError` that says by its `outcome` whether the platform certainly did not carry the call
 * out. A call that is not idempotent is sent at most once, except after the platform rejected its token.
 */

import type { TradingBackend } from '../../domain/trading/trading-backend.ts';
import type { IdentityBackend } from '../../domain/users/identity-backend.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import { acceptAgreement } from './accept-agreement.ts';
import { changeBalance } from './change-balance.ts';
import { changeEmail } from './change-email.ts';
import { createAccount } from './create-account.ts';
import { createUser } from './create-user.ts';
import { findReferral } from './find-referral.ts';
import { findUserId } from './find-user-id.ts';
import { linkAccount } from './link-account.ts';
import { logOut } from './log-out.ts';
import { createPlatformClient } from './platform-client.ts';
import { createPlatformHttp } from './platform-http.ts';
import { redeemHandOffToken } from './redeem-hand-off-token.ts';
import { removeReferral } from './remove-referral.ts';
import { setReferral } from './set-referral.ts';
import { setRibbons } from './set-ribbons.ts';

export interface CtraderBackend extends IdentityBackend, TradingBackend {
  /** Ends the connections; what is in flight fails with an unknown outcome. */
  close(): Promise<void>;
}

export interface CtraderBackendOptions {
  readonly keyRing: KeyRing;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly clock: Clock;
  /** For one attempt at a call. */
  readonly timeoutMs: number;
  /** Further tries of a call that may be repeated. */
  readonly retries?: number;
  readonly firstRetryDelayMs?: number;
  /** Failures in a row that open a broker's circuit breaker. */
  readonly breakerFailures?: number;
  /** How long an open breaker holds calls back. */
  readonly breakerOpenMs?: number;
}

export function createCtraderBackend(options: CtraderBackendOptions): CtraderBackend {
  const { retries = 2, firstRetryDelayMs = 100, breakerFailures = 5, breakerOpenMs = 10_000 } = options;
  const http = createPlatformHttp({ ...options, retries, firstRetryDelayMs, breakerFailures, breakerOpenMs });
  const platform = createPlatformClient({ ...options, http });

  return {
    createUser: (broker, user) => createUser(platform, broker, user),
    createAccount: (broker, account) => createAccount(platform, broker, account),
    linkAccount: (broker, link) => linkAccount(platform, broker, link),
    changeBalance: (broker, change) => changeBalance(platform, broker, change),
    setReferral: (broker, userId, partnerId) => setReferral(platform, broker, userId, partnerId),
    findReferral: (broker, userId) => findReferral(platform, broker, userId),
    removeReferral: (broker, userId) => removeReferral(platform, broker, userId),
    setRibbons: (broker, userId, ribbons) => setRibbons(platform, broker, userId, ribbons),
    changeEmail: (broker, userId, newEmail) => changeEmail(platform, broker, userId, newEmail),
    findUserId: (broker, email) => findUserId(platform, broker, email),
    logOut: (broker, userId, signal) => logOut(platform, broker, userId, signal),
    acceptAgreement: (broker, userId) => acceptAgreement(platform, broker, userId),
    redeemHandOffToken: (broker, token) => redeemHandOffToken(platform, broker, token),
    close: () => http.close(),
  };
}
