import type Provider from 'oidc-provider';

/** Whether the issuer made it for one of its apps and still publishes the key; it may have expired. */
export async function isGoodHint(provider: Provider, hint: string): Promise<boolean> {
  const clientId = audienceOf(hint);
  const client = clientId === undefined ? undefined : await provider.Client.find(clientId);
  if (!client) return false;
  return provider.IdToken.validate(hint, client).then(
    () => true,
    () => false,
  );
}

function audienceOf(hint: string): string | undefined {
  try {
    const { aud } = JSON.parse(Buffer.from(hint.split('.')[1] ?? '', 'base64url').toString());
    return typeof aud === 'string' ? aud : undefined;
  } catch {
    return undefined;
  }
}
