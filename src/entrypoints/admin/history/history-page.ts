import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { pagerOf } from '../page/form-input.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, showWhiteLabelPage } from '../white-labels/white-label-page.ts';
import { type ListedRevision, whatChanged, whenDone, whoDid } from './revision-words.ts';

const PAGE_SIZE = '25';

interface Listed {
  readonly items: readonly ListedRevision[];
  readonly nextCursor: string | null;
}

/** Who changed a white label, when, and which fields. */
export function historyPage(operations: AdminOperations): AdminPage {
  return {
    method: 'GET',
    path: '/admin/white-labels/:brokerName/history',
    access: 'staff',
    handle: (call) => showHistory(call, operations),
  };
}

async function showHistory(call: StaffPageCall, { whiteLabels, history }: AdminOperations): Promise<RouteReply> {
  const shown = await findShown(call, whiteLabels);
  const { cursor } = call.query;
  const query = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
  const { items, nextCursor } = (await call.run(history.listRevisions, { query })).body as Listed;
  const address = addressOfWhiteLabel(shown.id, '/history');
  const [newest, before] = items;
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'history', title: 'History', view: 'history/list' },
    lead: 'Every change, with who made it. Each can be looked at, compared, and taken back.',
    data: {
      rows: items.map((item) => [
        { text: `Revision ${item.revision}`, href: `${address}/${item.revision}`, note: noteOf(item, shown.revision) },
        ...[whenDone(item), whoDid(item), whatChanged(item)],
      ]),
      pager: pagerOf(call, nextCursor, 'The newest 200 are kept.'),
      compareAt: `${address}/compare`,
      choices: items.map((item) => ({ value: item.revision, label: `Revision ${item.revision}` })),
      from: before?.revision,
      to: newest?.revision,
    },
  });
}

function noteOf({ revision }: ListedRevision, current: number): string {
  return revision === current ? 'set now' : '';
}
