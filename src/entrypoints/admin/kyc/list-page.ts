import type { StaffPage } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import type { KycOperations } from './operations.ts';
import { casePathOf, type ListedCase, STATE_NAMES } from './shown-case.ts';

/** Cases that wait, or were decided. */
export function caseListPage({ search }: KycOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/kyc',
    access: 'staff',
    async handle(call) {
      const { state = 'in_review', brokerName = '' } = call.query;
      const { body } = await call.run(search, { query: call.query });
      const { items, nextCursor } = body as { items: readonly ListedCase[]; nextCursor: string | null };
      return call.show({
        view: 'kyc/list',
        title: 'KYC',
        lead: 'Documents with which traders prove who they are. Those that wait longest stand first.',
        section: 'kyc',
        data: {
          tabs: { label: 'Cases', tabs: tabsOf(state, brokerName) },
          ...{ state, brokerName },
          table: {
            ...{ id: 'cases', caption: 'Cases', columns: COLUMNS, rows: items.map(rowOf) },
            pager: { ...pagerOf(call, nextCursor), newerLabel: '← First page', olderLabel: 'Next page →' },
            empty:
              state === 'in_review'
                ? {
                    title: 'Nothing waits for you',
                    text: 'Documents that traders hand in stand here until somebody decides.',
                  }
                : { title: 'No such case yet', text: 'Cases stand here once somebody decided on them.' },
          },
        },
      });
    },
  };
}

const COLUMNS = [
  { label: 'Trader' },
  { label: 'White label' },
  { label: 'Submission', align: 'end' },
  { label: 'State' },
  { label: 'Handed in' },
];

function tabsOf(current: string, brokerName: string) {
  return Object.entries(STATE_NAMES).map(([state, label]) => ({
    label,
    href: `/admin/kyc?${new URLSearchParams({ state, ...(brokerName === '' ? {} : { brokerName }) })}`,
    isCurrent: state === current,
  }));
}

function rowOf({ id, email, brokerName, submission, state, submittedAt, decidedBy }: ListedCase) {
  return [
    { text: email ?? id, href: casePathOf(brokerName, id) },
    brokerName,
    submission,
    { badge: state, ...(decidedBy === null ? {} : { note: `by ${decidedBy}` }) },
    momentOf(submittedAt),
  ];
}
