import { Provider } from 'oidc-provider';
import type { ArtifactValue } from '../../domain/access/app-artifact.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { findTrader } from './find-trader.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/** Whether the trader of a code or a token is disabled, or was since it was issued. */
export type HasTraderEnded = (value: ArtifactValue) => Promise<boolean>;

/**
 * Looks at the trader, whom the engine is about to look for anyway; but when it introspects, it would not.
 */
export function createHasTraderEnded({ users }: Pick<OidcDependencies, 'users'>, broker: Broker): HasTraderEnded {
  return async ({ accountId, iat }) => {
    const { ctx } = Provider;
    // Of an app's own token there is no trader, and to end something is never refused.
    if (typeof accountId !== 'string' || ctx?.oidc.route === 'revocation') return false;
    const user = await findTrader(users, broker, accountId, ctx?.req);
    return !user || Number(iat) * 1000 <= (user.sessionsEndedAtMs ?? 0);
  };
}
