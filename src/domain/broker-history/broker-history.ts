/**
 * What each white label was set to, revision by revision.
 *
 * Owns reading, comparing and taking back. Does not own the settings, nor the writing: what a white label is set to is kept
 * in the transaction of each change, by whatever path that comes (`BrokerStore`). Invariants: no revision holds a secret;
 * of each white label the newest 200 are kept; taking one back is a change like any other, and never overwrites a later one.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import { type SettingChange, settingChangesBetween } from '../../lib/setting-changes.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import type { BrokerHistoryDependencies } from './broker-history-dependencies.ts';
import type { BrokerRevision, KeptBrokerRevision, RevisionPage, UndoPreview } from './broker-revision.ts';
import { planUndo, refuseConflicts, type UndoPlan } from './undo-revision.ts';

export interface BrokerHistory {
  /** The newest first. @throws `broker_unknown` */
  list(brokerName: string, page: RevisionPage): Promise<readonly BrokerRevision[]>;
  /** @throws `broker_unknown`, `broker_revision_unknown` */
  get(brokerName: string, revision: number): Promise<KeptBrokerRevision>;
  /** What is different in the second one. @throws `broker_unknown`, `broker_revision_unknown` */
  compare(brokerName: string, one: number, other: number): Promise<SettingChange[]>;
  /**
   * What others changed since somebody looked; secrets, clients and signing keys by name alone, as `(secret)`. Empty where nothing is
   * different any more.
   *
   * @throws `broker_unknown`, `broker_revision_unknown`
   */
  changesSince(brokerName: string, revision: number): Promise<readonly SettingChange[]>;
  /** @throws `broker_unknown`, `broker_revision_unknown`, `broker_undo_conflict` when it changed no setting */
  previewUndo(brokerName: string, revision: number): Promise<UndoPreview>;
  /**
   * Sets what a revision changed back to what was before it. Secrets stay.
   *
   * @param options.expectedRevision - Of the white label as whoever does it saw it; the current one where it is left out.
   * @throws `broker_unknown`, `broker_revision_unknown`, `broker_undo_conflict` (its field and reason say where and why),
   *   `broker_changed_meanwhile`, `broker_invalid` (the rules are others today), `broker_exists` (the host is taken)
   */
  undo(brokerName: string, revision: number, options: UndoOptions): Promise<Broker>;
}

export interface UndoOptions {
  readonly actor: ChangeActor;
  readonly expectedRevision?: number | undefined;
}

const MOST_LISTED = 200;

export function createBrokerHistory({ store, brokers }: BrokerHistoryDependencies): BrokerHistory {
  async function get(brokerName: string, revision: number): Promise<KeptBrokerRevision> {
    const kept = Number.isSafeInteger(revision)
      ? await store.find(brokers.get(brokerName).brokerName, revision)
      : undefined;
    if (!kept) throw new BridgeError('broker_revision_unknown', { field: String(revision) });
    return kept;
  }

  async function planned(brokerName: string, revision: number): Promise<UndoPlan> {
    const kept = await get(brokerName, revision);
    const before = await store.findBefore(brokerName, revision);
    return planUndo(brokers.snapshotOf(brokerName), kept, before);
  }

  return {
    get,
    async list(brokerName, { before, limit }) {
      const page = { before, limit: Math.min(Math.max(limit, 1), MOST_LISTED) };
      return store.list(brokers.get(brokerName).brokerName, page);
    },
    async compare(brokerName, one, other) {
      const [before, after] = [await get(brokerName, one), await get(brokerName, other)];
      return settingChangesBetween(before.snapshot, after.snapshot);
    },
    async changesSince(brokerName, revision) {
      await brokers.refresh();
      if (brokers.get(brokerName).revision === revision) return [];
      const { snapshot } = await get(brokerName, revision);
      const changes = settingChangesBetween(snapshot, brokers.snapshotOf(brokerName));
      return [...changes, ...(await untoldSince(brokerName, revision))];
    },
    async previewUndo(brokerName, revision) {
      const { change: _change, ...preview } = await planned(brokerName, revision);
      return preview;
    },
    async undo(brokerName, revision, { actor, expectedRevision }) {
      await brokers.refresh();
      // What the plan was made from, so that nothing comes in between.
      const from = expectedRevision ?? brokers.get(brokerName).revision;
      const plan = await planned(brokerName, revision);
      refuseConflicts(plan);
      return brokers.update(brokerName, plan.change, { actor, expectedRevision: from });
    },
  };

  /** What no snapshot holds is known by its name alone. */
  async function untoldSince(brokerName: string, revision: number): Promise<SettingChange[]> {
    const later = (await store.list(brokerName, { limit: MOST_LISTED })).filter((one) => one.revision > revision);
    const names = new Set(later.flatMap(({ untold }) => untold));
    return [...names].sort().map((field) => ({ field, before: '(secret)', after: '(secret)' }));
  }
}
