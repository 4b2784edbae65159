import { isDeepStrictEqual } from 'node:util';
import { BridgeError } from '../../errors/bridge-error.ts';
import {
  differencesBetween,
  type SettingDifference,
  settingAt,
  toChange,
  withSetting,
} from '../../lib/setting-changes.ts';
import type { BrokerSnapshot } from '../brokers/broker-snapshot.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { KeptBrokerRevision, UndoConflict, UndoPreview } from './broker-revision.ts';

type BrokerChange = Parameters<Brokers['update']>[1];

/** What it takes to set back what one revision changed. */
export interface UndoPlan extends UndoPreview {
  readonly change: BrokerChange;
}

/** That traders were signed out cannot be taken back. */
const LASTING = ['sessionsEndedAtMs'];

/**
 * @param current - As the white label is now.
 * @param revision - What is to be taken back.
 * @param before - The revision before that one; `undefined` where it is the first that is kept.
 * @throws `broker_undo_conflict` when there is nothing that can be set back
 */
export function planUndo(
  current: BrokerSnapshot,
  revision: KeptBrokerRevision,
  before: KeptBrokerRevision | undefined,
): UndoPlan {
  const differences = before ? differencesBetween(before.snapshot, revision.snapshot) : [];
  const undone = differences.filter(({ path }) => !LASTING.includes(path[0] ?? ''));
  if (undone.length === 0) throw new BridgeError('broker_undo_conflict', { reason: 'it changed no setting' });
  const taken = new Set(undone.map(fieldOf));
  const restored = undone.reduce((settings, { path, before: value }) => withSetting(settings, path, value), current);
  return {
    changes: differencesBetween(current, restored).map(toChange),
    conflicts: [...laterChanges(current, undone), ...lostSecrets(current, restored)],
    kept: revision.changed.filter((field) => !taken.has(field)),
    change: changeTo(current, restored),
  };
}

/** @throws `broker_undo_conflict`, naming the first field and why. */
export function refuseConflicts({ conflicts }: UndoPreview): void {
  const [conflict] = conflicts;
  if (!conflict) return;
  const reason =
    conflict.reason === 'changed-later'
      ? 'it was changed again later'
      : 'the cashier that it had needs its secret, which is not kept';
  throw new BridgeError('broker_undo_conflict', { field: conflict.field, reason });
}

/** Where something else is set now than that revision set. */
function laterChanges(current: BrokerSnapshot, undone: readonly SettingDifference[]): UndoConflict[] {
  return undone
    .filter(({ path, after }) => !isDeepStrictEqual(settingAt(current, path), after))
    .map((difference) => ({ field: fieldOf(difference), reason: 'changed-later' }));
}

function lostSecrets({ payments: now }: BrokerSnapshot, { payments: then }: BrokerSnapshot): UndoConflict[] {
  const needsSecret = then.cashier.kind === 'redirect' && now.cashier.kind !== 'redirect';
  return needsSecret ? [{ field: 'payments.cashier', reason: 'needs-secret' }] : [];
}

/** The parts that are others, as they are changed. */
function changeTo(current: BrokerSnapshot, { platform, payments, ...restored }: BrokerSnapshot): BrokerChange {
  const parts = { ...restored, platform, payments };
  const changed = new Set(differencesBetween(current, parts).map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(parts).filter(([part]) => changed.has(part)));
}

function fieldOf({ path }: SettingDifference): string {
  return path.join('.');
}
