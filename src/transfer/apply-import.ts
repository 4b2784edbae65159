import { BridgeError } from '../errors/bridge-error.ts';
import type { SettingChange } from '../lib/setting-changes.ts';
import { type ImportPlan, type ImportReport, isSameDifference, type MadeSecret } from './import-plan.ts';
import type { ClientStep } from './plan-clients.ts';
import { planWork, type WhiteLabelStep } from './plan-import.ts';
import type { ApplyOptions, TransferDomain } from './transfer-domain.ts';

/**
 * Brings a document in. All of it is checked before the first white label is written; the same document once more changes
 * nothing. Should somebody change a white label in between, it stops there, and the same document goes on from there.
 *
 * @throws `import_refused`, naming the first fault; `import_outdated`; `broker_changed_meanwhile`
 */
export async function applyImport(
  domain: TransferDomain,
  document: unknown,
  options: ApplyOptions,
): Promise<ImportReport> {
  const { expected, onDone = async () => {} } = options;
  const { plan, crms, steps } = await planWork(domain, document, options);
  refuseFaults(plan);
  if (expected && !isSameDifference(plan, expected)) throw new BridgeError('import_outdated');
  for (const crm of crms) {
    await domain.brokers.addCrm(crm);
    await onDone({ kind: 'crm', brokerCrmName: crm.brokerCrmName });
  }
  const secrets: MadeSecret[] = [];
  for (const step of steps) secrets.push(...(await applyStep(domain, step, { ...options, onDone })));
  return { ...plan, secrets };
}

/** What is done of it is told also where it breaks off. @returns The secrets that were made. */
async function applyStep(
  domain: TransferDomain,
  step: WhiteLabelStep,
  options: ApplyOptions & Required<Pick<ApplyOptions, 'onDone'>>,
): Promise<MadeSecret[]> {
  const { brokerName, broker, clients } = step;
  const secrets: MadeSecret[] = [];
  const changes: SettingChange[] = [];
  const isNew = broker.kind === 'create';
  let isMade = false;
  const tell = async (isWhole: boolean) => {
    if (isMade || changes.length > 0)
      await options.onDone({ kind: 'white-label', brokerName, isNew, changes, secrets, isWhole });
  };
  try {
    await applyBroker(domain, step, options);
    isMade = isNew;
    changes.push(...(broker.kind === 'update' ? broker.changes : []));
    secrets.push(...broker.secrets);
    for (const client of clients) {
      secrets.push(...(await applyClient(domain, brokerName, client, options)));
      changes.push(...client.changes);
    }
  } catch (error) {
    await tell(false);
    throw error;
  }
  await tell(true);
  return secrets;
}

function refuseFaults({ faults }: ImportPlan): void {
  const [fault] = faults;
  if (!fault) return;
  const field = fault.brokerName === null ? fault.field : `${fault.brokerName}: ${fault.field}`;
  const more = faults.length === 1 ? '' : `, and ${faults.length - 1} more`;
  throw new BridgeError('import_refused', { field, reason: `${fault.reason}${more}` });
}

async function applyBroker({ brokers }: TransferDomain, step: WhiteLabelStep, { actor }: ApplyOptions): Promise<void> {
  const { brokerName, broker } = step;
  if (broker.kind === 'create') {
    await brokers.create(broker.draft, actor);
  } else if (broker.changes.length > 0) {
    await brokers.update(brokerName, broker.change, { actor, expectedRevision: broker.expectedRevision });
  }
}

/** @returns The secret that it got, if it did. */
async function applyClient(
  { brokers, oidcClients }: TransferDomain,
  brokerName: string,
  step: ClientStep,
  { actor }: ApplyOptions,
): Promise<MadeSecret[]> {
  const broker = brokers.get(brokerName);
  if (step.kind === 'register') {
    const { client, secret } = await oidcClients.register(broker, step.client, actor);
    return secret === null ? [] : [{ brokerName, field: `clients.${client.id}.secret`, secret }];
  }
  const { clientId, change, needsSecret } = step;
  await oidcClients.update(broker, clientId, change, actor);
  if (!needsSecret) return [];
  const secret = await oidcClients.rotateSecret(broker, clientId, 0, actor);
  return [{ brokerName, field: `clients.${clientId}.secret`, secret }];
}
