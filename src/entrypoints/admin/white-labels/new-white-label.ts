import type { FieldFault } from '../../../errors/bridge-error.ts';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import { newSecret } from '../../../lib/secrets.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall } from '../admin-operation.ts';
import type { NewBroker } from './new-white-label-kit.ts';

/** A white label as it was asked for, with everything that was left to the bridge. */
export interface Drafted {
  readonly draft: NewBroker;
  /** One that was made; `null` where the cashier needs none, or it was given. */
  readonly cashierSecret: string | null;
}

const STAND_IN_CASHIER_SECRET = 'stands in for the one that is made';

/** @param body - Checked by the schema of `createWhiteLabel`. */
export function draftOf({ newWhiteLabel }: AdminDependencies, body: StaffCall['body']): Drafted {
  const merged = mergeSettings(newWhiteLabel.defaults, withWholeActions(body)) as NewBroker;
  const { cashier } = merged.payments;
  const draft = { ...merged, platformPassword: newSecret() };
  if (cashier.kind !== 'redirect' || (cashier.secret ?? '') !== '') return { draft, cashierSecret: null };
  const secret = newSecret(32);
  const { template = '', payoutUrl = null } = cashier;
  const payments = { ...draft.payments, cashier: { kind: cashier.kind, template, payoutUrl, secret } };
  return { draft: { ...draft, payments }, cashierSecret: secret };
}

/** A template stands with an external action alone, and always there. */
function withWholeActions(body: StaffCall['body']): object {
  if (body.actions === undefined) return body;
  const given = Object.entries(body.actions as Readonly<Record<string, GivenAction>>);
  const actions = given.map(([name, { kind, template = '' }]) => [
    name,
    kind === 'external' ? { kind, template } : { kind },
  ]);
  return { ...body, actions: Object.fromEntries(actions) };
}

interface GivenAction {
  readonly kind: string;
  readonly template?: string;
}

/** Everything that is wrong with it. A broker out of reach is nobody's whose white label could be made. */
export async function faultsOfDraft(
  { brokers }: AdminDependencies,
  { draft }: Drafted,
  reaches: StaffCall['reaches'],
): Promise<readonly FieldFault[]> {
  const faults: FieldFault[] = [...(await brokers.checkNew(draft))];
  const { whiteLabelOf, brokerCrmName, platform } = draft;
  const parent = brokers.find(whiteLabelOf ?? '');
  const isParent = parent !== undefined && parent.brokerCrmName === brokerCrmName && reaches(parent);
  if (whiteLabelOf !== null && !isParent) faults.push({ field: 'whiteLabelOf', reason: 'names no broker of this CRM' });
  if (platform.managerLogin < 1)
    faults.push({ field: 'platform.managerLogin', reason: 'must be a whole number, 1 or more' });
  return faults;
}

/** What is looked at of a draft has no secrets of its own yet. */
export function checkedDraftOf(dependencies: AdminDependencies, body: StaffCall['body']): Drafted {
  const { draft } = draftOf(dependencies, body);
  const { cashier } = draft.payments;
  if (cashier.kind !== 'redirect') return { draft, cashierSecret: null };
  const secret = cashier.secret === '' ? STAND_IN_CASHIER_SECRET : cashier.secret;
  return { draft: { ...draft, payments: { ...draft.payments, cashier: { ...cashier, secret } } }, cashierSecret: null };
}
