import type { UndoConflict, UndoPreview } from '../../../domain/broker-history/broker-revision.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { CHANGE_ERRORS } from '../white-labels/change-operations.ts';
import { actorOf, targetOf } from '../white-labels/change-white-label.ts';
import { shownWhiteLabel } from '../white-labels/schemas.ts';
import { showWhiteLabel } from '../white-labels/show-white-label.ts';
import { ofRevision, undoPreview } from './schemas.ts';

const PATH = '/white-labels/:brokerName/revisions/:revision/undo';
const described = {
  path: PATH,
  tag: 'White labels',
  request: { params: ofRevision, query: noFields, body: noFields },
} as const;

export interface UndoOperations {
  readonly previewUndo: WhiteLabelOperation;
  readonly undoRevision: WhiteLabelOperation;
}

/** Takes one revision back. It may concern the platform or the cashier, hence the proof. */
export function undoOperations(dependencies: AdminDependencies): UndoOperations {
  return {
    previewUndo: {
      ...described,
      operationId: 'previewUndo',
      method: 'GET',
      summary: 'What taking a revision back would do',
      description: 'Changes nothing.',
      access: { kind: 'white-label', permission: 'white-labels:read', stepUp: false },
      effect: { kind: 'read' },
      response: { status: 200, schema: undoPreview, description: 'What would be set, and what stands against it' },
      errors: ['broker_revision_unknown', 'broker_undo_conflict'],
      handle: async (call) => preview(dependencies, call),
    },
    undoRevision: {
      ...described,
      operationId: 'undoRevision',
      method: 'POST',
      summary: 'Set what a revision changed back to what was before it',
      description: 'A revision of its own. It overwrites nothing that was changed later; secrets stay as they are.',
      access: { kind: 'white-label', permission: 'white-labels:write', stepUp: true },
      effect: { kind: 'change', action: 'white-label.undo' },
      response: { status: 200, schema: shownWhiteLabel, description: 'The white label as it is now' },
      errors: [...CHANGE_ERRORS, 'broker_revision_unknown', 'broker_undo_conflict'],
      handle: async (call) => undo(dependencies, call),
    },
  };
}

async function preview(
  { brokers, brokerHistory }: AdminDependencies,
  { broker, params }: WhiteLabelCall,
): Promise<AdminReply> {
  const planned = await brokerHistory.previewUndo(broker.brokerName, Number(params.revision));
  const { changes, kept } = planned;
  const { revision } = brokers.get(broker.brokerName);
  const body = { id: broker.brokerName, revision, changes, conflicts: conflictsOf(planned), kept };
  return { body, etag: etagOf(body) };
}

async function undo(
  { brokers, brokerHistory }: AdminDependencies,
  { broker, params, member, ifMatch, reaches }: WhiteLabelCall,
): Promise<AdminReply> {
  const { brokerName } = broker;
  const revision = Number(params.revision);
  const seen = expectedRevision(ifMatch);
  await brokers.refresh();
  // Without one it is what the plan below is made from, so that nothing comes in between.
  const from = seen ?? brokers.get(brokerName).revision;
  const planned = await brokerHistory.previewUndo(brokerName, revision);
  refuseElsewhere(planned.changes);
  await brokerHistory.undo(brokerName, revision, { actor: actorOf(member), expectedRevision: from });
  const shown = showWhiteLabel(brokers, broker, reaches);
  const changed = [{ target: targetOf(broker), changes: planned.changes, reason: `takes back revision ${revision}` }];
  return { body: shown, etag: etagOf(shown), changed };
}

function conflictsOf({ changes, conflicts }: UndoPreview): readonly UndoConflict[] {
  return leadsElsewhere(changes) ? [...conflicts, { field: 'platform.baseUrl', reason: 'needs-secret' }] : conflicts;
}

/** @throws `broker_undo_conflict` where the manager's password would go where it was not entered for */
function refuseElsewhere(changes: readonly SettingChange[]): void {
  if (!leadsElsewhere(changes)) return;
  const reason = 'another address needs the manager’s password, which goes only where it is kept for';
  throw new BridgeError('broker_undo_conflict', { field: 'platform.baseUrl', reason });
}

function leadsElsewhere(changes: readonly SettingChange[]): boolean {
  return changes.some(
    ({ field, before, after }) => field === 'platform.baseUrl' && originOf(before) !== originOf(after),
  );
}

function originOf(address: unknown): string | undefined {
  return URL.parse(String(address))?.origin;
}
