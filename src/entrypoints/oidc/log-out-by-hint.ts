import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { engineCookies } from './cookies.ts';
import { endSession } from './end-session.ts';
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
  const { session, entities, provider, params } = context.oidc;
  const { IdTokenHint } = entities as { IdTokenHint?: { payload: { sub?: string } } };
  if (!session?.accountId || IdTokenHint?.payload.sub !== session.accountId) return false;
  await endSession(dependencies, broker, { sessionId: session.uid, userId: session.accountId });
  await session.destroy();
  const { long } = engineCookies(broker.brokerName, dependencies.publicUrl);
  context.cookies.set(provider.cookieName('session'), null, long);
  context.status = 303;
  context.redirect(destinationOf(context, params?.post_logout_redirect_uri, params?.state));
  return true;
}

/** The engine has made sure that the address is one of the app's. */
function destinationOf({ oidc }: KoaContextWithOIDC, uri: unknown, state: unknown): string {
  if (typeof uri !== 'string') return oidc.urlFor('end_session_success');
  const url = new URL(uri);
  if (typeof state === 'string') url.searchParams.set('state', state);
  return url.href;
}
