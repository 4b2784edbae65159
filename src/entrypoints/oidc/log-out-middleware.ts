import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { requestContextOf } from '../../http/request-context.ts';
import { askToLogOut } from './ask-to-log-out.ts';
import { endSession } from './end-session.ts';
import type { ProviderParts } from './engine-settings.ts';
import { isGoodHint } from './is-good-hint.ts';
import { afterLogOut, leadOut } from './lead-out.ts';
import type { Middleware } from './middleware.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/**
 * Where the engine gives up on a hint, or has script send a form for it, traders are asked, or led on by redirect.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export function finishLogOuts(dependencies: OidcDependencies, { broker }: ProviderParts): Middleware {
  return async (context, next) => {
    await next();
    if (context.oidc?.route === 'end_session') await finishRequest(dependencies, broker, context);
    if (context.oidc?.route === 'resume') await leaveSessionInTheWay(dependencies, broker, context);
  };
}

async function finishRequest(dependencies: OidcDependencies, broker: Broker, context: KoaContextWithOIDC) {
  const { session, params } = context.oidc;
  if (!session) return;
  if (context.status === 200 && !session.accountId) {
    return leadOut(dependencies, broker, context, afterLogOut(context, params?.post_logout_redirect_uri));
  }
  if (context.status === 400) await goOnWithoutHint(dependencies, broker, context);
}

/** Keys are retired and revoked, and apps keep tokens for long; nobody is left without a way out for that. */
async function goOnWithoutHint(dependencies: OidcDependencies, broker: Broker, context: KoaContextWithOIDC) {
  const { session, provider, params = {} } = context.oidc;
  const { id_token_hint: hint, client_id: clientId, post_logout_redirect_uri: uri, state } = params;
  const isDoubled = Object.values(context.oidc.body ?? context.query).some(Array.isArray);
  if (!session || isDoubled || typeof hint !== 'string' || (await isGoodHint(provider, hint))) return;
  const client = typeof clientId === 'string' ? await provider.Client.find(clientId) : undefined;
  if (typeof clientId === 'string' && !client) return;
  if (client && typeof uri === 'string' && !client.postLogoutRedirectUriAllowed(uri)) return;
  // Of whom the hint is nobody knows, so that it names no app to be led back to.
  const postLogoutRedirectUri = client ? uri : undefined;
  requestContextOf(context.res as never).errorCode = '';
  if (!session.accountId) return leadOut(dependencies, broker, context, afterLogOut(context, postLogoutRedirectUri));
  const secret = randomBytes(24).toString('hex');
  session.state = { secret, clientId: client?.clientId, state, postLogoutRedirectUri };
  await session.persist();
  askToLogOut(dependencies, broker, context, client?.clientName);
}

/** Somebody else signed in in this browser while the app's request was answered; that ends, as it does otherwise. */
async function leaveSessionInTheWay(dependencies: OidcDependencies, broker: Broker, context: KoaContextWithOIDC) {
  const { session } = context.oidc;
  const here = context.oidc.urlFor('resume', context.params);
  if (context.status !== 200 || !session?.accountId || session.state?.postLogoutRedirectUri !== here) return;
  await endSession(dependencies, broker, { sessionId: session.uid, userId: session.accountId });
  await leadOut(dependencies, broker, context, here);
}
