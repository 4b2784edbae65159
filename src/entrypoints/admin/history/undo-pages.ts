import type { RouteReply } from '../../../http/route.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, showWhiteLabelPage } from '../white-labels/white-label-page.ts';

interface Preview {
  readonly revision: number;
  readonly changes: readonly SettingChange[];
  readonly conflicts: readonly { readonly field: string; readonly reason: 'changed-later' | 'needs-secret' }[];
  readonly kept: readonly string[];
}

const PATH = '/admin/white-labels/:brokerName/history/:revision/undo';

/** What taking a revision back would do, and doing it. */
export function undoPages(operations: AdminOperations): AdminPage[] {
  return [
    { method: 'GET', path: PATH, access: 'staff', handle: (call) => ask(call, operations) },
    { method: 'POST', path: PATH, access: 'staff', handle: (call) => undo(call, operations) },
  ];
}

async function undo(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const attempt = await call.attempt(operations.history.undoRevision, { revision: call.form.revision });
  if (attempt.kind === 'refused') return ask(call, operations, attempt);
  return call.leadTo(addressOfWhiteLabel(call.params.brokerName ?? '', '/history'), 'change-undone');
}

async function ask(
  call: StaffPageCall,
  { whiteLabels, history }: AdminOperations,
  refused?: Extract<Attempt, { kind: 'refused' }>,
): Promise<RouteReply> {
  const shown = await findShown(call, whiteLabels);
  const preview = (await call.run(history.previewUndo)).body as Preview;
  const { revision = '' } = call.params;
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'history', title: `Undo revision ${revision}`, view: 'history/undo', status: refused?.status ?? 200 },
    lead: 'Sets back what it changed, as a change of its own. Nothing that was changed later is lost.',
    data: {
      changes: preview.changes,
      conflicts: preview.conflicts.map(({ field, reason }) => [{ code: field }, REASONS[reason]]),
      kept: preview.kept,
      revision: preview.revision,
      canUndo: preview.conflicts.length === 0 && call.viewer.can('white-labels:write'),
      message: refused && messageOf(refused),
      back: addressOfWhiteLabel(shown.id, `/history/${revision}`),
      historyAt: addressOfWhiteLabel(shown.id, '/history'),
    },
  });
}

const REASONS = {
  'changed-later': 'It was changed again since. Take the later change back first, or set it by hand.',
  'needs-secret': 'What it was needs a secret that is not kept. Set it by hand, with the secret.',
} as const;

function messageOf({ error, message }: Extract<Attempt, { kind: 'refused' }>): string {
  return error.code === 'broker_changed_meanwhile'
    ? 'Somebody else changed this white label since you looked at it. Nothing is undone yet; look at what would be set now.'
    : `${message}.`;
}
