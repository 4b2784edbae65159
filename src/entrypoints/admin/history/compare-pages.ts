import type { RouteReply } from '../../../http/route.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { pagerOf } from '../page/form-input.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from '../white-labels/white-label-page.ts';

const PAGE_SIZE = '25';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly crm: { readonly displayName: string };
  }[];
  readonly nextCursor: string | null;
}

/** Two revisions, or two white labels, beside each other. */
export function comparePages(operations: AdminOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path: '/admin/white-labels/:brokerName/history/compare',
      access: 'staff',
      handle: (call) => compareRevisions(call, operations),
    },
    {
      method: 'GET',
      path: '/admin/white-labels/:brokerName/compare',
      access: 'staff',
      handle: (call) => compareWhiteLabels(call, operations),
    },
  ];
}

async function compareRevisions(call: StaffPageCall, { whiteLabels, history }: AdminOperations): Promise<RouteReply> {
  const shown = await findShown(call, whiteLabels);
  const { from, to } = call.query;
  const address = addressOfWhiteLabel(shown.id, '/history');
  if (from === undefined || to === undefined) return call.leadTo(address);
  const params = { brokerName: shown.id, revision: from };
  const { body } = await call.run(history.compareRevisions, { params, query: { with: to } });
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'history', title: `Revisions ${from} and ${to}`, view: 'history/compared' },
    actions: [{ label: 'The other way round', href: `${address}/compare?from=${to}&to=${from}` }],
    data: {
      changes: (body as { readonly changes: readonly SettingChange[] }).changes,
      ...{ beforeLabel: `Revision ${from}`, afterLabel: `Revision ${to}` },
      same: 'Both revisions are set to the same.',
    },
  });
}

async function compareWhiteLabels(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const { whiteLabels, history } = operations;
  const shown = await findShown(call, whiteLabels);
  const { with: other } = call.query;
  if (other === undefined || other === '') return chooseOther(call, operations, shown);
  const attempt = await call.attempt(history.compareWhiteLabels, { query: { with: other } });
  if (attempt.kind === 'refused') return chooseOther(call, operations, shown, attempt.status);
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'overview', title: `Compared with ${other}`, view: 'history/compared' },
    lead: 'Settings alone: names, secrets and clients are left out.',
    actions: [
      {
        label: 'The other way round',
        href: `${addressOfWhiteLabel(other, '/compare')}?with=${encodeURIComponent(shown.id)}`,
      },
      { label: 'Another one', href: addressOfWhiteLabel(shown.id, '/compare') },
    ],
    data: {
      changes: (attempt.reply.body as { readonly changes: readonly SettingChange[] }).changes,
      ...{ beforeLabel: shown.id, afterLabel: other },
      same: 'Both are set to the same.',
    },
  });
}

/** @param status - Other than 200 where the one that was asked for is not there. */
async function chooseOther(
  call: StaffPageCall,
  { whiteLabels }: AdminOperations,
  shown: ShownWhiteLabel,
  status = 200,
): Promise<RouteReply> {
  const { q = '', cursor } = call.query;
  const query = { q, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
  const { items, nextCursor } = (await call.run(whiteLabels.listWhiteLabels, { params: {}, query })).body as Listed;
  const address = addressOfWhiteLabel(shown.id, '/compare');
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'overview', title: 'Compare', view: 'history/compare-with', status },
    lead: `With which white label is ${shown.settings.displayName} to be compared?`,
    data: {
      q,
      isUnknown: status !== 200,
      rows: items
        .filter(({ id }) => id !== shown.id)
        .map(({ id, displayName, crm }) => [
          { text: displayName, href: `${address}?with=${encodeURIComponent(id)}`, note: id },
          crm.displayName,
        ]),
      pager: pagerOf(call, nextCursor),
    },
  });
}
