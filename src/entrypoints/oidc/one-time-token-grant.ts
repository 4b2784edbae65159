import type Provider from 'oidc-provider';
import { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import type { SignedInByToken } from '../../domain/access/signed-in-by-token.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { isBridgeError } from '../../errors/bridge-error.ts';
import { ONE_TIME_TOKEN_GRANT } from '../../lib/oidc-vocabulary.ts';
import { findAccount } from './account-claims.ts';
import { acrOf, amrOf } from './authentication-classes.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

interface GrantParts {
  readonly provider: Provider;
  readonly dependencies: OidcDependencies;
  readonly broker: Broker;
}

interface Params {
  readonly token?: unknown;
  readonly scope?: unknown;
}

/** Lets an app trade one of our one-time tokens for an access token and an ID token, as call 4.2 trades it for a session. */
export function addOneTimeTokenGrant(provider: Provider, dependencies: OidcDependencies, broker: Broker): void {
  provider.registerGrantType<Params>(
    ONE_TIME_TOKEN_GRANT,
    async (context) => {
      const { oidc } = context;
      const { token } = oidc.params ?? {};
      if (typeof token !== 'string' || token === '')
        throw new errors.InvalidRequest('missing required parameter: token');
      if (oidc.client.dpopBoundAccessTokens)
        throw new errors.UnauthorizedClient('this grant makes no tokens that are bound to a key');
      const scope = allowedScope(context);
      const parts = { provider, dependencies, broker };
      // Only now: what is refused leaves the token as it is.
      context.body = await trade(parts, token, async (signedIn) => {
        await refuseOutstanding(dependencies, broker, signedIn);
        return issue(parts, context, signedIn, scope);
      });
    },
    ['token', 'scope'],
  );
}

/** Without anybody there, nothing can be renewed. */
function allowedScope({ oidc }: TokenEndpointGrantContext<Params>): string {
  const allowed = new Set((oidc.client?.scope ?? '').split(' '));
  const wanted = String(oidc.params?.scope ?? 'openid')
    .split(' ')
    .filter((scope) => scope !== '');
  for (const scope of wanted) {
    if (!allowed.has(scope) || scope === 'offline_access' || scope === 'crm_api') {
      throw new errors.InvalidScope('requested scope is not allowed', scope);
    }
  }
  return wanted.join(' ');
}

/** What the token is traded for is written before it is spent, and taken back where another request was first. */
async function trade(
  { dependencies: { access }, broker }: GrantParts,
  token: string,
  make: (signedIn: SignedInByToken) => Promise<Issued>,
): Promise<Issued['body']> {
  const made: Issued[] = [];
  try {
    await forEngine(() =>
      access.redeemForSignIn(broker, token, async (signedIn) => void made.push(await make(signedIn))),
    );
    return made[0]?.body ?? {};
  } catch (error) {
    await Promise.allSettled(made.map(({ grantId }) => access.appArtifacts.dropGrant(broker.brokerName, grantId)));
    if (!isBridgeError(error)) throw error;
    throw new errors.InvalidGrant({ cause: error, detail: error.code });
  }
}

/** Nobody is there to be asked: the trader signs in the platform's app, or on the way to another one. */
async function refuseOutstanding(
  { agreements }: Pick<OidcDependencies, 'agreements'>,
  broker: Broker,
  { user }: SignedInByToken,
): Promise<void> {
  if (!(await agreements.hasOutstanding(broker, user.id))) return;
  throw new errors.InteractionRequired('the trader has agreements of the broker to sign');
}

interface Issued {
  readonly grantId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

async function issue(
  parts: GrantParts,
  context: TokenEndpointGrantContext<Params>,
  { user, sessionId }: SignedInByToken,
  scope: string,
): Promise<Issued> {
  const { provider } = parts;
  const { client } = context.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: user.id });
  grant.addOIDCScope(scope);
  const grantId = await grant.save();
  const fields = { client, accountId: user.id, grantId, gty: ONE_TIME_TOKEN_GRANT, sessionUid: sessionId, scope };
  const accessToken = new provider.AccessToken(fields as ConstructorParameters<typeof provider.AccessToken>[0]);
  context.oidc.entity('AccessToken', accessToken);
  const idToken = scope.split(' ').includes('openid') ? await issueIdToken(parts, context, user.id) : undefined;
  const body = {
    access_token: await accessToken.save(),
    expires_in: accessToken.expiration,
    token_type: accessToken.tokenType,
    scope,
    ...(idToken === undefined ? {} : { id_token: idToken }),
  };
  return { grantId, body };
}

/** What else there is to know, the app asks at the userinfo endpoint. */
async function issueIdToken(
  { provider, dependencies, broker }: GrantParts,
  context: TokenEndpointGrantContext<Params>,
  userId: string,
): Promise<string> {
  const account = await findAccount(dependencies, broker)(context, userId);
  const claims = (await account?.claims('id_token', 'openid', {}, [])) ?? { sub: userId };
  const method = 'one-time-token';
  const signedIn = { acr: acrOf(method), amr: amrOf(method), auth_time: Math.floor(Date.now() / 1000) };
  const token = new provider.IdToken({ ...claims, ...signedIn }, { ctx: context });
  Object.assign(token, { scope: 'openid' });
  return token.issue({ use: 'idtoken' });
}
