import type { StaffPage, StaffPageCall } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import { searchInReach } from '../page/search-in-reach.ts';
import { AUTH_METHODS, PROFILES, type ShownClient } from './client-form.ts';
import type { OidcClientOperations } from './operations.ts';

export const CLIENT_CRUMBS = [{ label: 'OIDC clients', href: '/admin/oidc-clients' }];

export interface ShownAddresses {
  readonly issuers: readonly {
    readonly issuer: string;
    readonly discovery: string;
    readonly authorizationServer: string;
  }[];
}

/** Clients of all white labels in reach; with the addresses of an issuer where it is one. */
export function clientListPage(operations: OidcClientOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/oidc-clients',
    access: 'staff',
    async handle(call) {
      const { q = '', brokerName = '' } = call.query;
      const { body } = await call.run(operations.list, { query: call.query });
      const { items, nextCursor } = body as { items: ShownClient[]; nextCursor: string | null };
      const canWrite = call.viewer.can('oidc-clients:write');
      const makes = brokerName === '' ? '/admin/oidc-clients/new' : newPathOf(brokerName);
      const action = { label: 'Register a client', href: makes, isPrimary: true };
      return call.show({
        view: 'integrations/list',
        title: 'OIDC clients',
        lead: 'Apps that sign traders in, or act for themselves, through the issuer of a white label.',
        section: 'oidc-clients',
        actions: canWrite ? [action] : [],
        data: {
          facts: await addressesOf(operations, call, brokerName),
          search: searchInReach('/admin/oidc-clients', { q, brokerName }, 'clients', 'Find by name or client id'),
          table: {
            ...{ id: 'clients', caption: 'OIDC clients', rows: items.map(rowOf), pager: pagerOf(call, nextCursor) },
            columns: [
              { label: 'Client' },
              { label: 'White label' },
              { label: 'Status' },
              { label: 'Proves itself by' },
              { label: 'Registered' },
            ],
            empty:
              q === '' && brokerName === ''
                ? {
                    ...{ title: 'No clients yet', text: 'Register the first app that signs traders in.' },
                    ...(canWrite ? { action } : {}),
                  }
                : { title: 'No client found', text: 'Try a part of its name, or another white label.' },
          },
        },
      });
    },
  };
}

export function newPathOf(brokerName: string): string {
  return `/admin/oidc-clients/${encodeURIComponent(brokerName)}/new`;
}

export function clientPathOf(brokerName: string, clientId: string): string {
  return `/admin/oidc-clients/${encodeURIComponent(brokerName)}/clients/${encodeURIComponent(clientId)}`;
}

/** Nothing where there is no such white label: one may still be typing. */
async function addressesOf(operations: OidcClientOperations, call: StaffPageCall, brokerName: string) {
  if (brokerName === '') return undefined;
  const attempt = await call.attempt(operations.addresses, { params: { brokerName } });
  if (attempt.kind === 'refused') return undefined;
  return addressFacts(attempt.reply.body as ShownAddresses);
}

/** What developers ask for. */
export function addressFacts({ issuers }: ShownAddresses) {
  const facts = issuers.flatMap(({ issuer, discovery, authorizationServer }) => [
    { term: 'Issuer', value: { secret: issuer } },
    { term: 'OpenID Connect discovery', value: { secret: discovery } },
    { term: 'Authorization server metadata', value: { secret: authorizationServer } },
  ]);
  return { title: 'Addresses for developers', facts };
}

function rowOf({ id, brokerName, name, enabled, authMethod, profile, createdAt }: ShownClient) {
  const labelOf = (options: readonly { value: string; label: string }[], value: string) =>
    options.find((option) => option.value === value)?.label ?? value;
  return [
    { text: name, href: clientPathOf(brokerName, id), note: id },
    { text: brokerName, href: `/admin/oidc-clients?brokerName=${encodeURIComponent(brokerName)}` },
    { badge: enabled ? 'enabled' : 'disabled' },
    { text: labelOf(AUTH_METHODS, authMethod), note: labelOf(PROFILES, profile) },
    momentOf(createdAt),
  ];
}
