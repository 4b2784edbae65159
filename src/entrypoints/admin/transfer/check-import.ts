import { createHash } from 'node:crypto';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { differenceOf, type ImportFault, type ImportPlan } from '../../../transfer/import-plan.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall } from '../admin-operation.ts';
import { brokersIn, partsOf, refuseUnknownNames, withHiddenParents } from './reach-of-document.ts';

/** An import that was looked at. */
export interface CheckedImport {
  /** As it is to be brought in. */
  readonly document: unknown;
  readonly plan: ImportPlan;
  /** Of just this difference. */
  readonly id: string;
}

/** @throws `crm_unknown`, `white_label_unknown` */
export async function checkImport(
  { brokers, transfer }: AdminDependencies,
  { body, reaches }: Pick<StaffCall, 'body' | 'reaches'>,
): Promise<CheckedImport> {
  await brokers.refresh();
  refuseUnknownNames(brokers, transfer.namesIn(body.document), body.document, reaches);
  const document = withHiddenParents(body.document, brokers, reaches);
  const found = await transfer.planImport(document);
  const plan = {
    ...found,
    faults: [...found.faults, ...strayPasswords(brokers, document, found), ...strangeParents(brokers, document, found)],
  };
  return { document, plan, id: digestOf(plan) };
}

/** The manager's password that is kept goes only where it is kept for. */
function strayPasswords(brokers: Brokers, document: unknown, { update }: ImportPlan): ImportFault[] {
  const given = new Map(brokersIn(document).map((one) => [one.brokerName, partsOf(one.platform)]));
  return update.flatMap(({ brokerName, changes }) => {
    const { platform } = brokers.get(brokerName);
    const { baseUrl } = given.get(brokerName) ?? {};
    const isElsewhere = originOf(baseUrl) !== originOf(platform.baseUrl);
    const isGiven = changes.some(({ field }) => field === 'platform.managerPassword');
    const reason = 'is needed with another address: the one that is kept goes only where it is kept for';
    return isElsewhere && !isGiven ? [{ brokerName, field: 'platform.managerPassword', reason }] : [];
  });
}

/** A new one is the white label of a broker of its own CRM. */
function strangeParents(brokers: Brokers, document: unknown, { create }: ImportPlan): ImportFault[] {
  const parts = brokersIn(document);
  const crmOf = (name: unknown) =>
    brokers.find(String(name))?.brokerCrmName ?? parts.find(({ brokerName }) => brokerName === name)?.brokerCrmName;
  return create.flatMap(({ brokerName }) => {
    const { whiteLabelOf = null, brokerCrmName } = parts.find((one) => one.brokerName === brokerName) ?? {};
    const isStrange = whiteLabelOf !== null && crmOf(whiteLabelOf) !== brokerCrmName;
    return isStrange ? [{ brokerName, field: 'whiteLabelOf', reason: 'names no broker of this CRM' }] : [];
  });
}

function originOf(address: unknown): string | undefined {
  return typeof address === 'string' ? URL.parse(address)?.origin : undefined;
}

function digestOf(plan: ImportPlan): string {
  return createHash('sha256').update(differenceOf(plan)).digest('base64url');
}
