import { type Configuration, interactionPolicy } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { acrOf } from './authentication-classes.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

const { Check, Prompt, base } = interactionPolicy;

/** When a trader has to do something before an app gets its answer. */
export function loginPolicy(
  { agreements }: Pick<OidcDependencies, 'agreements'>,
  broker: Broker,
): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const { platform } = broker;
  const policy = base();
  const login = policy.get('login');
  login?.checks.add(
    new Check('one_time_token', 'the one-time token has not been redeemed yet', ({ oidc }) => {
      return oidc.params?.one_time_token !== undefined && oidc.result?.login === undefined;
    }),
  );
  login?.checks.add(
    new Check('acr_values', 'none of the wanted authentication classes was obtained', ({ oidc }) => {
      // Where the platform signs traders in there are no passwords.
      if (platform.identity === 'handoff' || oidc.prompts.has('none')) return false;
      const wanted = String(oidc.params?.acr_values ?? '').split(' ');
      // The form gives no other class; of one that it cannot give the app learns from the token.
      return wanted.includes(acrOf('password')) && !wanted.includes(String(oidc.session?.acr));
    }),
  );
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  policy.add(agreementsPrompt(agreements, broker), policy.length - 1);
  const consent = policy.get('consent');
  consent?.checks.remove('native_client_prompt');
  // Of the broker's own apps nobody asks, not even where the app wants it.
  consent?.checks.remove('consent_prompt');
  consent?.checks.add(
    new Check('consent_prompt', 'consent prompt was not resolved', 'consent_required', ({ oidc }) => {
      return oidc.client?.first_party !== true && oidc.prompts.has('consent') && oidc.promptPending('consent');
    }),
  );
  consent?.checks.add(
    new Check('native_app', 'anybody can pass for an app on a device', 'interaction_required', ({ oidc }) => {
      const { client, result } = oidc;
      return client?.applicationType === 'native' && client.first_party !== true && result?.consent === undefined;
    }),
  );
  return policy;
}

/** Between sign-in and consent, for every app; it cannot be asked for, and is over when nothing is outstanding. */
function agreementsPrompt(agreements: OidcDependencies['agreements'], broker: Broker) {
  return new Prompt(
    { name: 'agreements' },
    new Check(
      'agreements_outstanding',
      'agreements of the broker are not signed',
      'interaction_required',
      async ({ oidc }) => {
        const userId = oidc.session?.accountId;
        return userId !== undefined && forEngine(() => agreements.hasOutstanding(broker, userId));
      },
    ),
  );
}
