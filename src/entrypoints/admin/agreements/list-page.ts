import type { StaffPage } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import { searchInReach } from '../page/search-in-reach.ts';
import type { AgreementOperations } from './operations.ts';
import type { ListedAgreement } from './show-agreements.ts';

export const AGREEMENT_CRUMBS = [{ label: 'Agreements', href: '/admin/agreements' }];

/** Agreements of all white labels in reach. */
export function agreementListPage(operations: AgreementOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/agreements',
    access: 'staff',
    async handle(call) {
      const { q = '', brokerName = '' } = call.query;
      const { body } = await call.run(operations.list, { query: call.query });
      const { items, nextCursor } = body as { items: ListedAgreement[]; nextCursor: string | null };
      const canWrite = call.viewer.can('agreements:write');
      const href = brokerName === '' ? '/admin/agreements/new' : `${agreementsPathOf(brokerName)}/publish`;
      const action = { label: 'Publish a version', href, isPrimary: true };
      return call.show({
        view: 'integrations/list',
        title: 'Agreements',
        lead: 'What traders have to agree to, in versions with dates.',
        section: 'agreements',
        actions: canWrite ? [action] : [],
        data: {
          search: searchInReach('/admin/agreements', { q, brokerName }, 'agreements', 'Find by title or id'),
          table: {
            ...{ id: 'agreements', caption: 'Agreements', rows: items.map(rowOf), pager: pagerOf(call, nextCursor) },
            columns: ['Agreement', 'White label', 'In force', 'Versions', 'Next version'].map((label) => ({ label })),
            empty:
              q === '' && brokerName === ''
                ? {
                    ...{ title: 'No agreements yet', text: 'Traders sign up without agreeing to anything.' },
                    ...(canWrite ? { action } : {}),
                  }
                : { title: 'No agreement found', text: 'Try a part of its title, or another white label.' },
          },
        },
      });
    },
  };
}

export function agreementsPathOf(brokerName: string): string {
  return `/admin/agreements/${encodeURIComponent(brokerName)}`;
}

export function agreementPathOf(brokerName: string, agreementId: string): string {
  return `${agreementsPathOf(brokerName)}/agreement/${encodeURIComponent(agreementId)}`;
}

function rowOf({ id, brokerName, title, versionInForce, versions, nextAt }: ListedAgreement) {
  return [
    { text: title || id, href: agreementPathOf(brokerName, id), note: id },
    { text: brokerName, href: `/admin/agreements?brokerName=${encodeURIComponent(brokerName)}` },
    versionInForce === null ? { badge: 'off', label: 'Not in force' } : { badge: 'live', label: versionInForce },
    versions,
    momentOf(nextAt, '–'),
  ];
}
