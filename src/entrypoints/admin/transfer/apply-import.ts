import { BridgeError } from '../../../errors/bridge-error.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { ImportPlan, ImportReport, MadeSecret } from '../../../transfer/import-plan.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, ChangeNote, StaffCall } from '../admin-operation.ts';
import { messageOf } from '../errors.ts';
import { actorOf, secretChange, settingsMade, targetOf } from '../white-labels/change-white-label.ts';
import { type CheckedImport, checkImport } from './check-import.ts';
import { partsOf } from './reach-of-document.ts';

interface Done {
  readonly created: string[];
  readonly updated: string[];
  readonly secrets: MadeSecret[];
  readonly changed: ChangeNote[];
}

interface Stop {
  readonly brokerName: string;
  readonly error: BridgeError;
}

/**
 * All is checked before anything is written. Then one white label after the other, so that what is done is known, and stands in
 * the log, should somebody come in between.
 *
 * @throws `import_refused`, `import_outdated`, `crm_unknown`, `white_label_unknown`
 */
export async function applyImport(dependencies: AdminDependencies, call: StaffCall): Promise<AdminReply> {
  const checked = await checkImport(dependencies, call);
  const { plan, id } = checked;
  refuseFaults(plan);
  if (call.body.plan !== undefined && call.body.plan !== id) {
    throw new BridgeError('import_outdated', { field: 'plan' });
  }
  const done: Done = { created: [], updated: [], secrets: [], changed: [] };
  const stop = await applyEach(dependencies, call, checked, done);
  if (stop && done.changed.length === 0) throw new BridgeError('import_outdated', { cause: stop.error });
  const { created, updated, secrets, changed } = done;
  const stopped = stop && { brokerName: stop.brokerName, code: stop.error.code, message: messageOf(stop.error) };
  const { crms, unchanged } = plan;
  return { body: { id, crms, created, updated, unchanged, secrets, stopped }, changed };
}

/** @returns Where it stopped; `null` when it went through. */
async function applyEach(
  { brokers, transfer }: AdminDependencies,
  { member }: StaffCall,
  { document, plan }: CheckedImport,
  done: Done,
): Promise<Stop | null> {
  const actor = actorOf(member);
  const { brokers: parts, ...rest } = partsOf(document);
  const steps = [...plan.create, ...plan.update].map(({ brokerName }) => brokerName);
  const inOrder = (parts as readonly unknown[]).filter((one) => steps.includes(String(partsOf(one).brokerName)));
  await transfer.applyImport({ ...rest, brokers: [] }, actor);
  done.changed.push(...plan.crms.map(noteOfCrm));
  for (const part of inOrder) {
    const brokerName = String(partsOf(part).brokerName);
    const isNew = plan.create.some((one) => one.brokerName === brokerName);
    try {
      const report = await transfer.applyImport({ ...rest, brokers: [part] }, actor);
      (isNew ? done.created : done.updated).push(brokerName);
      done.secrets.push(...report.secrets);
      const settings = isNew ? settingsMade(brokers, brokerName) : [];
      done.changed.push(noteOf(brokerName, [...settings, ...changesIn(report)]));
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      return { brokerName, error };
    }
  }
  return null;
}

/** Of a secret that was made that it was, and no more. */
function changesIn({ update, secrets }: ImportReport): SettingChange[] {
  const changes = update.flatMap((one) => one.changes);
  const told = new Set(changes.map(({ field }) => field));
  const made = secrets.filter(({ field }) => !told.has(field));
  return [...changes, ...made.map(({ field }) => ({ ...secretChange(field), before: null }))];
}

function noteOf(brokerName: string, changes: readonly SettingChange[]): ChangeNote {
  return { brokerName, target: targetOf({ brokerName }), changes: changes as ChangeNote['changes'] };
}

function noteOfCrm(brokerCrmName: string): ChangeNote {
  return { brokerName: null, target: { type: 'crm', id: brokerCrmName }, changes: [] };
}

function refuseFaults({ faults }: ImportPlan): void {
  const [first] = faults;
  if (!first) return;
  const all = faults.map(({ brokerName, field, reason }) => ({
    field: brokerName === null ? field : `${brokerName}.${field}`,
    reason,
  }));
  throw new BridgeError('import_refused', { ...all[0], faults: all });
}
