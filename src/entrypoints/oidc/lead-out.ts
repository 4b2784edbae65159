import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { engineCookies } from './cookies.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/**
 * Has the browser forget its session, and leads it on.
 *
 * @param address - One of the app's, of which somebody has made sure; or one of ours.
 */
export async function leadOut(
  { publicUrl }: Pick<OidcDependencies, 'publicUrl'>,
  { brokerName }: Broker,
  context: KoaContextWithOIDC,
  address: string,
): Promise<void> {
  const { session, provider } = context.oidc;
  await session?.destroy();
  const { long } = engineCookies(brokerName, publicUrl);
  context.cookies.set(provider.cookieName('session'), null, { ...long, overwrite: true });
  context.status = 303;
  context.redirect(address);
}

/** @param uri - Where the app wants the trader to go; the engine has made sure that it is one of the app's. */
export function afterLogOut({ oidc }: KoaContextWithOIDC, uri: unknown): string {
  if (typeof uri !== 'string') return oidc.urlFor('end_session_success');
  const url = new URL(uri);
  if (typeof oidc.params?.state === 'string') url.searchParams.set('state', oidc.params.state);
  return url.href;
}
