import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { momentOf } from '../page/form-input.ts';
import { dialogOf } from '../page/question-pages.ts';
import { type FormState, settingsForm, settingsPages } from '../page/settings-pages.ts';
import { CLIENT_LABELS, clientGroups, clientOfForm, type ShownClient, valuesOfClient } from './client-form.ts';
import { type ClientStep, questionsOf } from './client-questions.ts';
import { addressFacts, CLIENT_CRUMBS, clientPathOf, type ShownAddresses } from './list-page.ts';
import type { OidcClientOperations } from './operations.ts';

const path = '/admin/oidc-clients/:brokerName/clients/:clientId';
const FIELDS = ['grantTypes', 'scopes', ...Object.keys(CLIENT_LABELS)];

/** One client, with what it is set to. */
export function clientPage(operations: OidcClientOperations): AdminPage[] {
  return settingsPages({
    ...{ path, change: operations.change, fields: FIELDS },
    inputOf: (call) => ({ body: clientOfForm(call.form) }),
    addressOf: ({ params }) => clientPathOf(params.brokerName ?? '', params.clientId ?? ''),
    show: (call, state) => show(operations, call, state),
  });
}

async function show(operations: OidcClientOperations, call: StaffPageCall, state: FormState) {
  const reply = await call.run(operations.get);
  const client = reply.body as ShownClient;
  const { body } = await call.run(operations.addresses, { params: { brokerName: client.brokerName } });
  const mayChange = call.viewer.can('oidc-clients:write');
  return call.show({
    view: 'integrations/one',
    title: client.name,
    lead: `Client of ${client.brokerName}.`,
    section: 'oidc-clients',
    crumbs: CLIENT_CRUMBS,
    status: state.status,
    data: {
      notices: client.enabled
        ? []
        : [{ kind: 'warn', text: 'This client is switched off: nobody can sign in with it.' }],
      facts: { title: 'The client', facts: factsOf(client) },
      addresses: addressFacts(body as ShownAddresses),
      dialogs: mayChange ? dialogsOf(client) : [],
      ...settingsForm(call, state, {
        ...{ reply, kept: valuesOfClient(client), labels: CLIENT_LABELS, mayChange },
        action: clientPathOf(client.brokerName, client.id),
        groupsOf: (values, faultOf) => clientGroups(values, faultOf, false),
      }),
    },
  });
}

function factsOf(client: ShownClient) {
  return [
    { term: 'Client id', value: { secret: client.id } },
    { term: 'White label', value: client.brokerName },
    { term: 'Status', value: { badge: client.enabled ? 'enabled' : 'disabled' } },
    { term: 'Registered', value: momentOf(client.createdAt) },
    ...(client.previousSecretExpiresAt === null
      ? []
      : [{ term: 'The secret before ends', value: momentOf(client.previousSecretExpiresAt) }]),
    { term: 'Tokens revoked', value: momentOf(client.tokensRevokedAt) },
  ];
}

const OPENERS: Readonly<Record<ClientStep, string>> = {
  'rotate-secret': 'New secret',
  'revoke-tokens': 'Revoke all tokens',
  disable: 'Switch off',
  enable: 'Switch on',
};

function dialogsOf(client: ShownClient) {
  const questions = questionsOf(client);
  const steps: ClientStep[] = [
    ...(client.authMethod === 'client_secret' ? (['rotate-secret'] as const) : []),
    'revoke-tokens',
    client.enabled ? 'disable' : 'enable',
  ];
  return steps.map((step) => ({
    ...dialogOf(step, `${clientPathOf(client.brokerName, client.id)}/${step}`, OPENERS[step], questions[step]),
    isQuiet: step === 'rotate-secret' || step === 'enable',
  }));
}
