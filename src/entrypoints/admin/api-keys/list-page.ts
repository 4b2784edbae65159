import type { StaffPage } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import { searchInReach } from '../page/search-in-reach.ts';
import type { ApiKeyOperations } from './operations.ts';
import type { ShownApiKey } from './show-api-key.ts';

/** Keys of all white labels in reach, and of whole CRMs. */
export function keyListPage(operations: ApiKeyOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/api-keys',
    access: 'staff',
    async handle(call) {
      const { q = '', brokerName = '', brokerCrmName = '' } = call.query;
      const { body } = await call.run(operations.list, { query: call.query });
      const { items, nextCursor } = body as { items: ShownApiKey[]; nextCursor: string | null };
      const canWrite = call.viewer.can('api-keys:write');
      const one = `/admin/api-keys/white-labels/${encodeURIComponent(brokerName)}/new`;
      const action = { label: 'New key', href: brokerName === '' ? '/admin/api-keys/new' : one, isPrimary: true };
      const field = { name: 'brokerCrmName', label: 'Whole CRM', value: brokerCrmName, maxlength: 100 };
      const ofCrm = brokerCrmName === '' ? [] : [field];
      const isSearch = q !== '' || brokerName !== '' || brokerCrmName !== '';
      return call.show({
        view: 'integrations/list',
        title: 'API keys',
        lead: 'With which the broker’s own systems speak to the bridge.',
        section: 'api-keys',
        actions: canWrite ? [action] : [],
        data: {
          search: searchInReach('/admin/api-keys', { q, brokerName }, 'keys', 'Find by name or id', ofCrm),
          table: {
            ...{ id: 'keys', caption: 'API keys', rows: items.map(rowOf), pager: pagerOf(call, nextCursor) },
            columns: ['Key', 'Of', 'Status', 'Last used', 'Ends', 'May'].map((label) => ({ label })),
            empty: isSearch
              ? { title: 'No key found', text: 'Try a part of its name, or another white label.' }
              : {
                  ...{ title: 'No keys yet', text: 'Make the first one for a system of the broker’s.' },
                  ...(canWrite ? { action } : {}),
                },
          },
        },
      });
    },
  };
}

export function keyPathOf({ id, brokerName, brokerCrmName }: ShownApiKey): string {
  const home =
    brokerName === null
      ? `crms/${encodeURIComponent(brokerCrmName ?? '')}`
      : `white-labels/${encodeURIComponent(brokerName)}`;
  return `/admin/api-keys/${home}/keys/${id}`;
}

function rowOf(key: ShownApiKey) {
  const home = key.brokerName === null ? 'brokerCrmName' : 'brokerName';
  const name = key.brokerName ?? key.brokerCrmName ?? '';
  return [
    { text: key.name, href: keyPathOf(key), note: key.kind },
    {
      text: name,
      href: `/admin/api-keys?${home}=${encodeURIComponent(name)}`,
      note: key.brokerName === null ? 'the whole CRM' : '',
    },
    { badge: key.status },
    momentOf(key.lastUsedAt),
    momentOf(key.expiresAt),
    { text: key.scopes.length === 1 ? '1 scope' : `${key.scopes.length} scopes` },
  ];
}
