import type Provider from 'oidc-provider';
import { CLIENT_ID, CODE_FIELDS, USER_SCOPE } from './oidc-client.ts';

const BATCH = 200;

/** Whose codes they are, and of which session. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
}

/** Issues codes beforehand, each by a consent of its own, straight into the store of a provider. */
export async function issueCodes(provider: Provider, signedIn: SignedIn, count: number): Promise<string[]> {
  const { userId, sessionId } = signedIn;
  const client = await provider.Client.find(CLIENT_ID);
  if (!client) throw new Error(`There is no client ${CLIENT_ID}`);

  async function issueOne(): Promise<string> {
    const grant = new provider.Grant({ clientId: CLIENT_ID, accountId: userId });
    grant.addOIDCScope(USER_SCOPE);
    const authTime = Math.floor(Date.now() / 1000);
    const fields = {
      ...CODE_FIELDS,
      client,
      accountId: userId,
      grantId: await grant.save(),
      authTime,
      sessionUid: sessionId,
    };
    return new provider.AuthorizationCode(fields as ConstructorParameters<typeof provider.AuthorizationCode>[0]).save();
  }

  const codes: string[] = [];
  while (codes.length < count) {
    codes.push(...(await Promise.all(Array.from({ length: Math.min(BATCH, count - codes.length) }, issueOne))));
  }
  return codes;
}
