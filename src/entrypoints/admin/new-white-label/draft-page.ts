import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { Attempt, StaffPageCall } from '../admin-page.ts';
import type { NewBroker } from '../white-labels/new-white-label-kit.ts';
import type { WhiteLabelOperations } from '../white-labels/operations.ts';
import { type Draft, type Drafts, draftsOf } from './drafts.ts';
import { crumbs, progressAt, type Step } from './steps.ts';

export type Fault = { readonly field: string; readonly reason: string };

/** What a page of the wizard works with. */
export interface WizardCall {
  readonly call: StaffPageCall;
  readonly dependencies: AdminDependencies;
  readonly operations: WhiteLabelOperations;
  readonly drafts: Drafts;
  readonly begins: Begins;
}

/** As `describeNewWhiteLabel` answers it. */
export interface Begins {
  readonly defaults: object;
  readonly sandbox: object | null;
  readonly crms: readonly { readonly id: string; readonly displayName: string }[];
}

/** The operation decides who may make a white label at all. @throws `staff_forbidden` */
export async function openWizard(
  call: StaffPageCall,
  dependencies: AdminDependencies,
  operations: WhiteLabelOperations,
): Promise<WizardCall> {
  const { body } = await call.run(operations.describeNewWhiteLabel, { params: {} });
  const drafts = draftsOf(dependencies, call.identity.member.id);
  return { call, dependencies, operations, drafts, begins: body as Begins };
}

/** @throws `draft_unknown` */
export async function getDraft({ drafts, call }: WizardCall): Promise<Draft> {
  const draft = await drafts.find(call.params.draftId ?? '');
  if (!draft) throw new BridgeError('draft_unknown');
  return draft;
}

/** What the draft would be, with everything that was not said yet. */
export function wholeOf({ begins }: WizardCall, settings: object): NewBroker {
  return mergeSettings(begins.defaults, settings) as NewBroker;
}

/** @returns Every fault of the draft; `refused` where it could not be looked at. */
export async function checkDraft(
  { call, operations }: WizardCall,
  settings: Draft['settings'],
): Promise<{ readonly faults: readonly Fault[]; readonly refused?: Extract<Attempt, { kind: 'refused' }> }> {
  const attempt = await call.attempt(operations.checkWhiteLabel, { params: {}, body: settings, isTyped: true });
  if (attempt.kind === 'refused') return { faults: attempt.faults, refused: attempt };
  return { faults: (attempt.reply.body as { readonly faults: readonly Fault[] }).faults };
}

export function showStep(
  { call }: WizardCall,
  step: Step,
  draft: Draft | null,
  { view, data, status = 200 }: { readonly view: string; readonly data: object; readonly status?: number },
): RouteReply {
  return call.show({
    ...{ view, title: 'New white label', lead: step.lead, section: 'white-labels', crumbs, status },
    data: { ...data, progress: progressAt(step, draft?.id ?? null, (draft?.created ?? null) !== null) },
  });
}
