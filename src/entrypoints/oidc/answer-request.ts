import type Provider from 'oidc-provider';
import type { Client, Interaction, InteractionResults } from 'oidc-provider';
import type { Access } from '../../domain/access/access.ts';
import type { AppAnswer } from '../../domain/access/app-requests.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { acrOf, amrOf } from './authentication-classes.ts';
import { chooseAccounts } from './chosen-accounts.ts';
import type { MissingScopes } from './missing-scopes.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

type AnswerDependencies = Pick<OidcDependencies, 'access' | 'clock'>;

interface WaitingRequest {
  readonly provider: Provider;
  readonly interaction: Interaction;
  readonly client: Client;
}

/** Notes what the trader did. @returns The address at which the engine goes on with it. */
export async function answerRequest(
  dependencies: AnswerDependencies,
  broker: Broker,
  request: WaitingRequest,
  answer: AppAnswer,
): Promise<string> {
  const { interaction } = request;
  const result = await resultOf(dependencies, broker, request, answer);
  interaction.result = { ...interaction.lastSubmission, ...result };
  await interaction.persist();
  return interaction.returnTo;
}

async function resultOf(
  { access, clock }: AnswerDependencies,
  broker: Broker,
  request: WaitingRequest,
  answer: AppAnswer,
): Promise<InteractionResults> {
  switch (answer.kind) {
    case 'refused':
      return { error: 'access_denied', error_description: 'the trader refused' };
    case 'agreed':
      return { agreements: {} };
    case 'consented':
      return { consent: { grantId: await saveGrant(request, answer.accountLogins) } };
    case 'signed-in':
      await leaveOtherSession(access, broker, request.interaction, answer.userId);
      // Who goes on with the session that there is has not signed in anew.
      if (answer.method === 'session') return { select_account: {} };
      return {
        select_account: {},
        login: { ...loginOf(answer, clock.nowMs()), remember: outlivesBrowser(request.interaction) },
      };
  }
}

function loginOf({ userId, method }: Extract<AppAnswer, { kind: 'signed-in' }>, answeredAtMs: number) {
  return { accountId: userId, acr: acrOf(method), amr: amrOf(method), answeredAtMs };
}

/** Nobody is asked on the way to an app: a session of the trader stays as it is, and a new one ends with the browser. */
function outlivesBrowser({ session }: Interaction): boolean {
  return session?.accountId !== undefined;
}

/** Somebody else was signed in in this browser; that ends, and with it what belongs to it. */
async function leaveOtherSession(
  access: Access,
  broker: Broker,
  interaction: Interaction,
  userId: string,
): Promise<void> {
  const { session } = interaction;
  if (session?.accountId === undefined || session.accountId === userId) return;
  if (session.uid !== undefined) await access.endSession(broker, session.uid, { keepsOfflineAccess: true });
  Object.assign(interaction, { session: undefined });
}

async function saveGrant(
  { provider, interaction, client }: WaitingRequest,
  accountLogins: readonly number[] | null | undefined,
): Promise<string> {
  const { session, grantId, prompt } = interaction;
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ clientId: client.clientId, accountId: String(session?.accountId) });
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details as MissingScopes;
  if (missingOIDCScope.length > 0) grant.addOIDCScope(missingOIDCScope.join(' '));
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  if (accountLogins !== undefined) chooseAccounts(grant, accountLogins);
  return grant.save();
}
