import type { StaffReach } from '../../../domain/staff/staff-member.ts';
import type { PageCall, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { linesOf } from '../page/form-input.ts';

/** Up to here each has a box to tick; more are entered by name. */
const MOST_TICKS = 50;

interface Choice {
  readonly id: string;
  readonly displayName: string;
}

/** What of CRMs and white labels the member who looks at the page can give to others. */
export interface ReachChoices {
  readonly everything: boolean;
  readonly crms: readonly Choice[];
  /** `null` where there are too many to choose from. */
  readonly whiteLabels: readonly Choice[] | null;
}

/** What of it is chosen, as the form sends it. */
export interface ChosenReach {
  readonly kind: StaffReach['kind'];
  readonly crms: readonly string[];
  readonly brokers: readonly string[];
}

export async function reachChoices(
  call: StaffPageCall,
  { whiteLabels }: Pick<AdminOperations, 'whiteLabels'>,
): Promise<ReachChoices> {
  const noParams = { params: {} };
  const [crms, labels] = await Promise.all([
    call.run(whiteLabels.listCrms, noParams),
    call.run(whiteLabels.listWhiteLabels, { ...noParams, query: { limit: String(MOST_TICKS) } }),
  ]);
  const { items } = crms.body as { readonly items: readonly (Choice & { readonly isWhole: boolean })[] };
  const page = labels.body as { readonly items: readonly Choice[]; readonly nextCursor: string | null };
  return {
    everything: call.identity.member.reach.kind === 'everything',
    crms: items.filter(({ isWhole }) => isWhole),
    whiteLabels: page.nextCursor === null ? page.items : null,
  };
}

/** Ticks and names are one list. */
export function readReach({ form, formList }: Pick<PageCall, 'form' | 'formList'>): ChosenReach {
  return {
    kind: form.reachKind === 'everything' ? 'everything' : 'some',
    crms: formList('crms'),
    brokers: [...formList('brokers'), ...linesOf(form.brokerNames)],
  };
}

/** What is not chosen from is left out of the API's call. */
export function wantedReach({ kind, crms, brokers }: ChosenReach): object {
  return kind === 'everything' ? { kind } : { kind, crms, brokers };
}

export function chosenOf(reach: ChosenReach | { readonly kind: 'everything' }): ChosenReach {
  return 'crms' in reach ? reach : { kind: 'everything', crms: [], brokers: [] };
}

/** In words. */
export function sayReach(reach: Partial<ChosenReach> & Pick<ChosenReach, 'kind'>): string {
  if (reach.kind === 'everything') return 'Everything';
  return [...(reach.crms ?? []).map((name) => `all of ${name}`), ...(reach.brokers ?? [])].join(', ');
}
