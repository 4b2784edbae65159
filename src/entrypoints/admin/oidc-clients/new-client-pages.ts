import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, type FormValues, faultsOf, messageAbove, noFaults } from '../page/form-input.ts';
import { CLIENT_LABELS, clientGroups, clientOfForm, NEW_CLIENT_VALUES, type ShownClient } from './client-form.ts';
import { addressFacts, CLIENT_CRUMBS, clientPathOf, newPathOf, type ShownAddresses } from './list-page.ts';
import type { OidcClientOperations } from './operations.ts';

const path = '/admin/oidc-clients/:brokerName/new';
const FIELDS = ['id', 'grantTypes', 'scopes', ...Object.keys(CLIENT_LABELS)];

/** Registers a client; its secret is shown once. */
export function newClientPages(operations: OidcClientOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      asksFor: operations.register,
      async handle(call) {
        // A white label that is not there has no form.
        await call.run(operations.addresses);
        return showForm(call, NEW_CLIENT_VALUES, noFaults);
      },
    },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const { brokerName = '' } = call.params;
        const body = { id: (call.form.id ?? '').trim(), ...clientOfForm(call.form) };
        const attempt = await call.attempt(operations.register, { body, isTyped: true });
        if (attempt.kind === 'refused') {
          const isTaken = attempt.error.code === 'client_exists';
          const faultOf: FaultOf = isTaken
            ? (field) => (field === 'id' ? 'This white label has a client of this id already.' : undefined)
            : faultsOf(attempt);
          const error = isTaken ? undefined : messageAbove(attempt, FIELDS);
          return showForm(call, call.form, faultOf, error, attempt.status);
        }
        const { id, secret } = attempt.reply.body as ShownClient & { secret: string | null };
        const next = clientPathOf(brokerName, id);
        if (secret === null) return call.leadTo(next, 'client-created');
        const addresses = await call.run(operations.addresses);
        return showSecret(call, { id, secret, next, addresses: addresses.body as ShownAddresses });
      },
    },
  ];
}

function showForm(call: StaffPageCall, values: FormValues, faultOf: FaultOf, error?: string, status = 200) {
  const { brokerName = '' } = call.params;
  return call.show({
    view: 'integrations/form',
    title: 'Register a client',
    lead: `With the issuer of ${brokerName}.`,
    section: 'oidc-clients',
    crumbs: CLIENT_CRUMBS,
    status,
    data: {
      form: {
        ...{ action: newPathOf(brokerName), submit: 'Register', cancel: '/admin/oidc-clients', error },
        groups: clientGroups(values, faultOf, true),
      },
    },
  });
}

interface NewSecret {
  readonly id: string;
  readonly secret: string;
  /** Where to go on. */
  readonly next: string;
  /** Of a client that is new. */
  readonly addresses?: ShownAddresses;
}

export function showSecret(call: StaffPageCall, { id, secret, next, addresses }: NewSecret) {
  return call.show({
    view: 'integrations/secret',
    title: `Secret of ${id}`,
    section: 'oidc-clients',
    crumbs: CLIENT_CRUMBS,
    data: {
      secret: {
        title: 'Store the client secret',
        secrets: [
          { label: 'Client id', value: id },
          { label: 'Client secret', value: secret },
        ],
        next,
      },
      facts: addresses && addressFacts(addresses),
    },
  });
}
