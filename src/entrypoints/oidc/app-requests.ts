import type { AppRequest, AppRequests } from '../../domain/access/app-requests.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { equalInConstantTime } from '../../lib/secrets.ts';
import { answerRequest } from './answer-request.ts';
import { issuerOf } from './issuer.ts';
import type { MissingScopes } from './missing-scopes.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { originsOf } from './origins-of.ts';
import type { ProviderPool } from './provider-pool.ts';
import { forScreens } from './store-outage.ts';

/** Lets the screens see what an app waits for, and answer it. */
export function createAppRequests(dependencies: OidcDependencies, pool: ProviderPool): AppRequests {
  /** Requests are the white label's, whichever of its doors they came in by. */
  async function find(broker: Broker, id: string) {
    const { provider } = await pool.get(broker, issuerOf(broker, dependencies.publicUrl, ''));
    const interaction = await provider.Interaction.find(id);
    const client = await provider.Client.find(String(interaction?.params.client_id));
    return interaction && client && { provider, interaction, client };
  }

  return {
    async find(broker, id, proof) {
      if (proof === undefined || !equalInConstantTime(proof, id)) return undefined;
      const found = await forScreens(() => find(broker, id));
      return found && toAppRequest(found);
    },
    answer: (broker, { id }, answer) =>
      forScreens(async () => {
        const found = await find(broker, id);
        if (!found) throw new BridgeError('app_request_expired');
        return answerRequest(dependencies, broker, found, answer);
      }),
  };
}

type Found = Parameters<typeof answerRequest>[2];

function toAppRequest({ interaction, client }: Found): AppRequest {
  const { uid, params, prompt, session, returnTo } = interaction;
  const { one_time_token: oneTimeToken, login_hint: loginHint, redirect_uri: redirectUri } = params;
  return {
    id: uid,
    waitsFor: WAITS_FOR[prompt.name] ?? 'sign-in',
    client: { id: client.clientId, name: client.clientName ?? client.clientId },
    loginHint: typeof loginHint === 'string' ? loginHint : '',
    // Once it was redeemed, or found to be of no use, the trader signs in like anybody.
    oneTimeToken: prompt.reasons.includes('one_time_token') ? String(oneTimeToken) : undefined,
    needsNewSignIn: prompt.name === 'login' && session?.accountId !== undefined,
    userId: session?.accountId,
    formOrigins: [...new Set([...originsOf(redirectUri), ...originsOf(returnTo)])],
    scopes: missingScopes(prompt.details),
  };
}

const WAITS_FOR: Readonly<Record<string, AppRequest['waitsFor']>> = {
  select_account: 'account-choice',
  agreements: 'agreements',
  consent: 'consent',
};

function missingScopes(details: MissingScopes): string[] {
  const ofResources = Object.values(details.missingResourceScopes ?? {}).flat();
  return [...new Set([...(details.missingOIDCScope ?? []), ...ofResources])];
}
