import { createUsers, type Users } from '../../../src/domain/users/users.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import type { PasswordHasher } from '../../../src/lib/password-hash.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import type { TestBridge } from '../../support/start-bridge.ts';

/** The users of a running bridge, on all its stores, with another hasher. */
export function usersWithHasher({ app, clock }: TestBridge, hasher: PasswordHasher): Users {
  return createUsers({
    store: app.storage.users,
    expiring: app.storage.expiring,
    identity: app.platform,
    mail: app.mail,
    events: app.events,
    clock,
    hasher,
    createRateLimiter: createRateLimiterFactory(app.storage.expiring),
    telemetry: silentTelemetry,
    log: createLogger('silent'),
    platformLeaseMs: 60_000,
  });
}
