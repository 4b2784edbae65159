import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { receivedBy, replyWithPage } from './koa-reply.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { originsOf } from './origins-of.ts';

/** Shows the form of which the session keeps the secret. */
export function askToLogOut(
  { pages }: Pick<OidcDependencies, 'pages'>,
  broker: Broker,
  context: KoaContextWithOIDC,
  appName: string | undefined,
): void {
  const { session } = context.oidc;
  const { secret, postLogoutRedirectUri } = session?.state ?? {};
  const question = {
    action: context.oidc.urlFor('end_session_confirm'),
    secret: String(secret),
    appName,
    formOrigins: originsOf(postLogoutRedirectUri),
  };
  replyWithPage(context, pages.confirmLogout(broker, receivedBy(context), question));
}
