import { BridgeError } from '../../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../../errors/catalogue.ts';
import type { ImportedPart, ImportedWhiteLabel, ImportPlan, MadeSecret } from '../../../transfer/import-plan.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, ChangeNote, StaffCall } from '../admin-operation.ts';
import { messageOf } from '../errors.ts';
import { actorOf, secretChange, settingsMade, targetOf } from '../white-labels/change-white-label.ts';
import { type CheckedImport, checkImport } from './check-import.ts';
import { brokersIn } from './reach-of-document.ts';

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
  const stop = await applyAll(dependencies, call, checked, done);
  if (stop && done.changed.length === 0) throw refusalOf(stop);
  const { created, updated, secrets, changed } = done;
  const stopped = stop && { brokerName: stop.brokerName, code: stop.error.code, message: messageOf(stop.error) };
  const { crms, unchanged } = plan;
  return { body: { id, crms, created, updated, unchanged, secrets, stopped }, changed };
}

/** @returns Where it stopped; `null` when it went through. */
async function applyAll(
  { brokers, transfer }: AdminDependencies,
  { member }: StaffCall,
  { document, plan }: CheckedImport,
  done: Done,
): Promise<Stop | null> {
  const left = new Set([...plan.create, ...plan.update].map(({ brokerName }) => brokerName));
  const onDone = async (part: ImportedPart) => {
    if (part.kind === 'crm') {
      done.changed.push(noteOfCrm(part.brokerCrmName));
      return;
    }
    if (part.isWhole) left.delete(part.brokerName);
    (part.isNew ? done.created : done.updated).push(part.brokerName);
    done.secrets.push(...part.secrets);
    const settings = part.isNew ? settingsMade(brokers, part.brokerName) : [];
    done.changed.push(noteOf(part.brokerName, [...settings, ...changesIn(part)]));
  };
  try {
    await transfer.applyImport(document, actorOf(member), { expected: plan, onDone });
    return null;
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    const [brokerName = ''] = brokersIn(document).flatMap((one) => {
      const name = String(one.brokerName);
      return left.has(name) ? [name] : [];
    });
    return { brokerName, error };
  }
}

/** Of which nothing was done: it was overtaken, unless something is broken here. */
function refusalOf({ error }: Stop): BridgeError {
  const isBroken = ERROR_CATALOGUE[error.code].status >= 500;
  return isBroken ? error : new BridgeError('import_outdated', { cause: error });
}

/** Of a secret that was made that it was, and no more. */
function changesIn({ changes, secrets }: ImportedWhiteLabel): ChangeNote['changes'] {
  const told = new Set(changes.map(({ field }) => field));
  const made = secrets.filter(({ field }) => !told.has(field));
  return [...changes, ...made.map(({ field }) => ({ ...secretChange(field), before: null }))] as ChangeNote['changes'];
}

function noteOf(brokerName: string, changes: readonly object[]): ChangeNote {
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
