import type { Branding } from '../../../domain/brokers/broker.ts';
import type { RouteReply } from '../../../http/route.ts';
import { enteredBranding, readBranding, showBrandingForm, withoutRefusedImages } from '../branding/branding-form.ts';
import { previewPart, showPreview } from '../branding/show-preview.ts';
import { type Fault, showStep, type WizardCall, wholeOf } from './draft-page.ts';
import type { Draft } from './drafts.ts';
import { faultsHere } from './form-step.ts';
import { addressOfStep, STEPS, stepAfter } from './steps.ts';

const STEP = STEPS.find(({ id }) => id === 'branding') ?? STEPS[0];

export function showBrandingStep(
  wizard: WizardCall,
  draft: Draft,
  again?: { readonly faults: readonly Fault[]; readonly message?: string | undefined; readonly status: number },
): RouteReply {
  const whole = previewedOf(wizard, draft);
  const { branding, languages } = whole;
  const action = addressOfStep(draft.id, 'branding');
  const entered = again && enteredBranding(wizard.call, languages);
  return showStep(wizard, STEP, draft, {
    ...{ view: 'new-white-label/branding', status: again?.status ?? 200 },
    data: {
      ...{ action, error: again?.message, submit: 'Save and go on' },
      groups: showBrandingForm({ branding, languages, entered, faults: again?.faults }),
      preview: previewPart(`${action}/preview`, whole),
    },
  });
}

/** A good image is kept also where something else has to be mended first: nobody chooses a file twice. */
export async function saveBranding(wizard: WizardCall, draft: Draft): Promise<RouteReply> {
  const { call, drafts } = wizard;
  const before = previewedOf(wizard, draft);
  const entered = readBranding(call, before.branding, before.languages);
  const settings = { ...draft.settings, branding: entered.branding };
  const wrong = await faultsHere(wizard, STEP, settings);
  const faults = [...entered.faults, ...(wrong?.faults ?? [])];
  const branding = withoutRefusedImages(entered.branding, before.branding, faults);
  const isGood = faults.length === 0 && !wrong;
  const reached = isGood ? stepAfter(STEP) : STEP.id;
  const kept = { ...draft, settings: { ...draft.settings, branding }, reached };
  await drafts.keep(kept);
  if (isGood) return call.leadTo(addressOfStep(draft.id, reached));
  return showBrandingStep(wizard, kept, { faults, message: wrong?.message, status: wrong?.status ?? 400 });
}

/** What stands in the form, or in the draft where no form was sent. */
export function previewDraft(wizard: WizardCall, draft: Draft): RouteReply {
  const before = previewedOf(wizard, draft);
  const { branding } = readBranding(wizard.call, before.branding, before.languages);
  return showPreview(wizard.call, wizard.dependencies.previewLogin, { ...before, branding });
}

function previewedOf(wizard: WizardCall, { settings }: Draft) {
  const { brokerName, displayName, branding, screens } = wholeOf(wizard, settings);
  const { defaultLanguage, languages } = screens;
  return { brokerName, displayName, branding: branding as Branding, defaultLanguage, languages };
}
