import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider';

/**
 * What a trader has consented to before. Of the broker's own apps nobody asks: what they want is granted, and kept, for
 * tokens point to it.
 */
export const loadGrant: NonNullable<Configuration['loadExistingGrant']> = async (context) => {
  const { client, session, result, provider, account } = context.oidc;
  if (!client || !session || !account) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const own = found?.accountId === account.accountId && found.clientId === client.clientId ? found : undefined;
  if (client.first_party !== true) return own;
  const grant = own ?? new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  if (grantRequested(context, grant) || !own) await grant.save();
  return grant;
};

/** @returns Whether anything was added. */
function grantRequested({ oidc }: KoaContextWithOIDC, grant: Grant): boolean {
  const missing = missingFrom(grant.getOIDCScopeEncountered(), oidc.requestParamOIDCScopes);
  if (missing.length > 0) grant.addOIDCScope(missing.join(' '));
  let hasAdded = missing.length > 0;
  for (const [resource, { scopes }] of Object.entries(oidc.resourceServers ?? {})) {
    const wanted = [...oidc.requestParamScopes].filter((scope) => scopes.has(scope));
    const missingThere = missingFrom(grant.getResourceScopeEncountered(resource), wanted);
    if (missingThere.length === 0) continue;
    grant.addResourceScope(resource, missingThere.join(' '));
    hasAdded = true;
  }
  return hasAdded;
}

function missingFrom(granted: string, wanted: Iterable<string>): string[] {
  const known = new Set(granted.split(' '));
  return [...wanted].filter((scope) => !known.has(scope));
}
