import type { StaffPage, StaffPageCall } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import type { UserOperations } from './operations.ts';
import { nameOf, type ShownListedUser, userPathOf } from './shown-user.ts';

const LOOKS_ARE_KEPT = 'Every look at traders is kept in the privacy log.';

/** Finds traders. Nobody is shown before somebody is asked for. */
export function userListPage({ search }: UserOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/users',
    access: 'staff',
    async handle(call) {
      const { q = '', brokerName = '' } = call.query;
      const isAsked = q.trim() !== '' || brokerName !== '';
      const found = isAsked ? await find(call, search) : NOTHING;
      return call.show({
        view: 'users/list',
        title: 'Users',
        lead: `Traders of all white labels in your reach. ${LOOKS_ARE_KEPT}`,
        section: 'users',
        data: {
          search: {
            ...{ action: '/admin/users', target: 'users', isOnSubmit: true, value: q, label: 'Find a trader' },
            hint: 'How an email address or a name begins, or an id as a whole',
            filters: [
              {
                name: 'brokerName',
                label: 'White label',
                value: brokerName,
                placeholder: 'Its exact name',
                maxlength: 100,
              },
            ],
          },
          table: {
            ...{ id: 'users', caption: 'Traders', columns: COLUMNS, rows: found.items.map(rowOf) },
            pager: { ...pagerOf(call, found.nextCursor), newerLabel: '← First page', olderLabel: 'Next page →' },
            empty: isAsked
              ? { title: 'No trader found', text: 'Try how the email address or a name begins, or an id as a whole.' }
              : {
                  title: 'Whom are you looking for?',
                  text: 'Search by email address, name, or an id of ours or the platform’s.',
                },
          },
        },
      });
    },
  };
}

interface Found {
  readonly items: readonly ShownListedUser[];
  readonly nextCursor: string | null;
}

const NOTHING: Found = { items: [], nextCursor: null };

async function find(call: StaffPageCall, search: UserOperations['search']): Promise<Found> {
  return (await call.run(search, { query: call.query })).body as Found;
}

const COLUMNS = [
  { label: 'Trader' },
  { label: 'White label' },
  { label: 'Platform user' },
  { label: 'Status' },
  { label: 'Since' },
];

function rowOf(user: ShownListedUser) {
  const { id, brokerName, email, platformUserId, enabled, createdAt } = user;
  const name = nameOf(user);
  return [
    { text: name, href: userPathOf(brokerName, id), ...(name === email ? {} : { note: email }) },
    brokerName,
    platformUserId === null ? null : { code: String(platformUserId) },
    { badge: enabled ? 'active' : 'blocked', label: enabled ? 'Active' : 'Disabled' },
    momentOf(createdAt),
  ];
}
