import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { endSession } from './end-session.ts';
import { afterLogOut, leadOut } from './lead-out.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/**
 * Logs out without asking, where the app proves by its ID token that it is this trader whom it means.
 *
 * @returns Whether it did.
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export async function logOutByHint(
  dependencies: OidcDependencies,
  broker: Broker,
  context: KoaContextWithOIDC,
): Promise<boolean> {
  const { session, entities, params } = context.oidc;
  const { IdTokenHint } = entities as { IdTokenHint?: { payload: { sub?: string } } };
  if (!session?.accountId || IdTokenHint?.payload.sub !== session.accountId) return false;
  await endSession(dependencies, broker, { sessionId: session.uid, userId: session.accountId });
  await leadOut(dependencies, broker, context, afterLogOut(context, params?.post_logout_redirect_uri));
  return true;
}
