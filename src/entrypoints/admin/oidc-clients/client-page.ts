import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import {
  differencesOf,
  type FaultOf,
  type FormValues,
  faultsOf,
  messageAbove,
  momentOf,
  noFaults,
  revisionOf,
} from '../page/form-input.ts';
import { dialogOf } from '../page/question-pages.ts';
import { CLIENT_LABELS, clientGroups, clientOfForm, type ShownClient, valuesOfClient } from './client-form.ts';
import { type ClientStep, questionsOf } from './client-questions.ts';
import { addressFacts, clientPathOf, type ShownAddresses } from './list-page.ts';
import type { OidcClientOperations } from './operations.ts';

const path = '/admin/oidc-clients/:brokerName/clients/:clientId';
const FIELDS = ['grantTypes', 'scopes', ...Object.keys(CLIENT_LABELS)];

/** One client, with what it is set to. */
export function clientPage(operations: OidcClientOperations): AdminPage[] {
  return [
    { method: 'GET', path, access: 'staff', handle: (call) => show(operations, call, {}) },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const input = { body: clientOfForm(call.form), revision: call.form.revision, isTyped: true };
        const attempt = await call.attempt(operations.change, input);
        if (attempt.kind === 'done') {
          const notice = attempt.reply.changed?.length === 0 ? 'nothing-changed' : 'saved';
          return call.leadTo(clientPathOf(call.params.brokerName ?? '', call.params.clientId ?? ''), notice);
        }
        const isOvertaken = attempt.error.code === 'precondition_failed';
        const error = isOvertaken ? undefined : messageAbove(attempt, FIELDS);
        const again = { values: call.form, faultOf: faultsOf(attempt), status: attempt.status, error, isOvertaken };
        return show(operations, call, again);
      },
    },
  ];
}

interface Again {
  readonly values?: FormValues;
  readonly faultOf?: FaultOf;
  readonly error?: string | undefined;
  readonly isOvertaken?: boolean;
  readonly status?: number;
}

async function show(operations: OidcClientOperations, call: StaffPageCall, again: Again) {
  const reply = await call.run(operations.get);
  const client = reply.body as ShownClient;
  const now = valuesOfClient(client);
  const { values = now, faultOf = noFaults, error, isOvertaken = false, status = 200 } = again;
  const { body } = await call.run(operations.addresses, { params: { brokerName: client.brokerName } });
  const canWrite = call.viewer.can('oidc-clients:write');
  // Who was refused goes on from where they were; who was overtaken from what is kept now.
  const revision = isOvertaken || call.form.revision === undefined ? revisionOf(reply) : call.form.revision;
  return call.show({
    view: 'integrations/one',
    title: client.name,
    lead: `Client of ${client.brokerName}.`,
    section: 'oidc-clients',
    crumbs: [{ label: 'OIDC clients', href: '/admin/oidc-clients' }],
    status,
    data: {
      notices: client.enabled
        ? []
        : [{ kind: 'warn', text: 'This client is switched off: nobody can sign in with it.' }],
      facts: { title: 'The client', facts: factsOf(client) },
      addresses: addressFacts(body as ShownAddresses),
      dialogs: canWrite ? dialogsOf(client) : [],
      theirs: isOvertaken ? differencesOf(now, values, CLIENT_LABELS) : undefined,
      form: canWrite && {
        ...{ action: clientPathOf(client.brokerName, client.id), submit: 'Save', revision, error },
        groups: clientGroups(values, faultOf, false),
      },
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
