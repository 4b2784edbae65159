import type { RouteReply } from '../../../http/route.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import type { PageAction } from '../page/render-page.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from '../white-labels/white-label-page.ts';
import { type ListedRevision, whenDone, whoDid } from './revision-words.ts';

interface ShownRevision extends ListedRevision {
  readonly before: number | null;
  readonly changes: readonly SettingChange[];
  readonly settings: object;
}

/** One revision: what it changed, and what was set from then on. */
export function revisionPage(operations: AdminOperations): AdminPage {
  return {
    method: 'GET',
    path: '/admin/white-labels/:brokerName/history/:revision',
    access: 'staff',
    handle: (call) => showOne(call, operations),
  };
}

async function showOne(call: StaffPageCall, { whiteLabels, history }: AdminOperations): Promise<RouteReply> {
  const shown = await findShown(call, whiteLabels);
  const revision = (await call.run(history.getRevision)).body as ShownRevision;
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'history', title: `Revision ${revision.revision}`, view: 'history/revision' },
    actions: actionsOf(call, shown, revision),
    data: {
      facts: [
        { term: 'When', value: { ...whenDone(revision), withSeconds: true } },
        { term: 'Who', value: whoDid(revision) },
        { term: 'Revision before', value: beforeOf(shown, revision) },
      ],
      changes: revision.changes,
      isFirst: revision.before === null,
      untold: revision.untold,
      settings: JSON.stringify(withoutImages(revision.settings), null, 2),
    },
  });
}

function actionsOf(
  { viewer }: StaffPageCall,
  { id, revision: current }: ShownWhiteLabel,
  { revision, changes }: ShownRevision,
): PageAction[] {
  const address = addressOfWhiteLabel(id, '/history');
  const isNow = revision === current;
  return [
    ...(isNow ? [] : [{ label: 'Compare with now', href: `${address}/compare?from=${revision}&to=${current}` }]),
    ...(changes.length > 0 && viewer.can('white-labels:write')
      ? [{ label: 'Undo this change', href: `${address}/${revision}/undo` }]
      : []),
  ];
}

function beforeOf({ id }: ShownWhiteLabel, { before }: ShownRevision) {
  return before === null
    ? { text: 'none is kept' }
    : { text: String(before), href: addressOfWhiteLabel(id, `/history/${before}`) };
}

const LONG_TEXT = 300;

/** Nobody reads a picture as text. */
function withoutImages(settings: object): unknown {
  return JSON.parse(
    JSON.stringify(settings, (_name, value: unknown) =>
      typeof value === 'string' && value.startsWith('data:') && value.length > LONG_TEXT
        ? `${value.slice(0, 40)}… (${value.length} characters)`
        : value,
    ),
  );
}
