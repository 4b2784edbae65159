import type { RouteReply } from '../../../http/route.ts';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import { compactForm, readSettingsForm } from '../white-labels/read-settings-form.ts';
import { isTemplateKind, previewAddress } from '../white-labels/sample-addresses.ts';
import type { Fields } from '../white-labels/settings-form.ts';
import { type ShownField, type ShownGroup, sentenceOf, showSettingsForm } from '../white-labels/show-settings-form.ts';
import { checkDraft, type Fault, showStep, type WizardCall, wholeOf } from './draft-page.ts';
import type { Draft } from './drafts.ts';
import { addressOfStep, NEW_WHITE_LABEL, type Step, stepOfFault } from './steps.ts';

/** What is shown beside what was entered. */
export interface FormAgain {
  readonly entered?: Fields;
  readonly faults?: readonly Fault[];
  readonly message?: string | undefined;
  readonly status?: number;
  readonly trial?: object;
  /** Whether it has the right types, so that it can be kept. */
  readonly isTyped?: boolean;
}

/** What was entered, laid over the draft. */
export function enteredIn({ call }: WizardCall, step: Step, settings: Draft['settings']) {
  const entered = compactForm(step, call.form);
  const part = readSettingsForm(step, entered);
  return { entered, settings: mergeSettings(settings, part) as Draft['settings'] };
}

/** @returns What is wrong with this step; `null` where nothing is. */
export async function faultsHere(
  wizard: WizardCall,
  step: Step,
  settings: Draft['settings'],
): Promise<FormAgain | null> {
  const { faults, refused } = await checkDraft(wizard, settings);
  const own = faults.filter(({ field }) => stepOfFault(field) === step.id);
  if (own.length > 0) return { faults: own, status: refused?.status ?? 400, isTyped: refused === undefined };
  return refused ? { faults: [], message: refused.message, status: refused.status } : null;
}

export function showFormStep(wizard: WizardCall, step: Step, draft: Draft | null, again: FormAgain = {}): RouteReply {
  const { entered, faults = [], message, status = 200, trial = null } = again;
  const settings = wholeOf(wizard, draft?.settings ?? wizard.begins.sandbox ?? {});
  const shown = showSettingsForm(step, {
    ...{ settings, entered, faults },
    previewAt: draft === null ? '' : addressOfStep(draft.id, step.id, '/address-preview'),
  });
  const action = draft === null ? NEW_WHITE_LABEL : addressOfStep(draft.id, step.id);
  const test = step.id === 'platform' ? { action: `${action}/test` } : null;
  return showStep(wizard, step, draft, {
    ...{ view: 'new-white-label/form', status },
    data: {
      ...{ action, error: message, test, trial },
      submit: step.id === 'addresses' ? 'Create the white label' : 'Save and go on',
      groups: withCrms(wizard, withSamples(shown, settings)),
    },
  });
}

/** A choice of those where one can be made. */
function withCrms({ begins }: WizardCall, groups: readonly ShownGroup[]): ShownGroup[] {
  const options = begins.crms.map(({ id, displayName }) => ({ value: id, label: `${displayName} (${id})` }));
  const fill = (field: ShownField) => (field.name === 'brokerCrmName' ? { ...field, options } : field);
  return groups.map((group) => ({ ...group, fields: group.fields.map(fill) }));
}

type Names = Pick<ReturnType<typeof wholeOf>, 'brokerName' | 'brokerCrmName' | 'screens'>;

function withSamples(groups: readonly ShownGroup[], settings: Names): ShownGroup[] {
  const show = (field: ShownField): ShownField => {
    if (!field.preview) return field;
    const sample = sampleOf(settings, String(field.value ?? ''), field.preview.kind);
    return { ...field, preview: { ...field.preview, ...sample } };
  };
  return groups.map((group) => ({ ...group, fields: group.fields.map(show) }));
}

/** Made by what makes the real addresses. */
export function sampleOf(settings: Names, template: string, kind: string) {
  if (template.trim() === '' || !isTemplateKind(kind)) return { address: null, fault: null };
  const { address, fault } = previewAddress(settings, template.trim(), kind);
  return { address, fault: fault === null ? null : sentenceOf(fault) };
}
