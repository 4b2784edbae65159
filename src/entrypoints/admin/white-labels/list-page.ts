import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { addressOfWhiteLabel, WHITE_LABELS } from './tabs.ts';

const PAGE_SIZE = 25;

interface Listed {
  readonly id: string;
  readonly displayName: string;
  readonly crm: { readonly id: string; readonly displayName: string };
  readonly whiteLabelOf: string | null;
  readonly status: 'enabled' | 'disabled';
  readonly hosts: readonly string[];
}

interface Found {
  readonly items: readonly Listed[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** All of them in reach, searched as one types. */
export function listPage({ listWhiteLabels, listCrms }: WhiteLabelOperations): AdminPage {
  return {
    method: 'GET',
    path: WHITE_LABELS,
    access: 'staff',
    async handle(call) {
      const { q = '', crm = '', status = '', cursor } = call.query;
      const query = { q, crm, status, limit: String(PAGE_SIZE), ...(cursor ? { cursor } : {}) };
      const found = (await call.run(listWhiteLabels, { query })).body as Found;
      const { items: crms } = (await call.run(listCrms)).body as { items: readonly Listed['crm'][] };
      const isSought = q !== '' || crm !== '' || status !== '';
      return call.show({
        view: 'white-labels/list',
        title: 'White labels',
        section: 'white-labels',
        lead: 'Each has its own traders, brand, platform and keys.',
        actions: [
          ...(call.viewer.can('configuration:export') ? [{ label: 'Export', href: `${WHITE_LABELS}/export` }] : []),
          ...(call.viewer.can('configuration:import') ? [{ label: 'Import', href: `${WHITE_LABELS}/import` }] : []),
          ...(call.viewer.can('white-labels:create')
            ? [{ label: 'New white label', href: `${WHITE_LABELS}/new`, isPrimary: true }]
            : []),
        ],
        data: {
          ...{ q, crm, status, crms, total: found.total },
          rows: found.items.map(toRow),
          pager: pagerOf(call, found, { q, crm, status }),
          empty: isSought ? NOTHING_FOUND : nothingYet(call),
        },
      });
    },
  };
}

function toRow({ id, displayName, crm, whiteLabelOf, status, hosts }: Listed): unknown[] {
  return [
    { text: displayName, href: addressOfWhiteLabel(id), note: id },
    { text: crm.displayName, note: crm.id },
    whiteLabelOf === null ? null : { text: whiteLabelOf, href: addressOfWhiteLabel(whiteLabelOf) },
    hosts.length === 0 ? null : { code: hosts[0], note: hosts.length > 1 ? `and ${hosts.length - 1} more` : '' },
    { badge: status },
  ];
}

function pagerOf(call: StaffPageCall, { items, nextCursor, total }: Found, sought: Record<string, string>) {
  const addressOf = (extra: Record<string, string>) => {
    const given = Object.entries({ ...sought, ...extra }).filter(([, value]) => value !== '');
    const search = new URLSearchParams(given).toString();
    return search === '' ? WHITE_LABELS : `${WHITE_LABELS}?${search}`;
  };
  return {
    newer: call.query.cursor ? addressOf({}) : null,
    newerLabel: '← First page',
    older: nextCursor === null ? null : addressOf({ cursor: nextCursor }),
    olderLabel: 'Next page →',
    text: items.length === total ? `${total} in all` : `${items.length} of ${total}, by name`,
  };
}

const NOTHING_FOUND = {
  title: 'No white label fits',
  text: 'Try fewer words, another CRM or another status.',
  action: { label: 'Show all', href: WHITE_LABELS },
};

function nothingYet(call: StaffPageCall) {
  const title = 'No white label yet';
  if (!call.viewer.can('white-labels:create')) return { title, text: 'None is in your reach. An owner can extend it.' };
  const action = { label: 'New white label', href: `${WHITE_LABELS}/new` };
  return { title, text: 'A few steps lead from its name to its login screen.', action };
}
