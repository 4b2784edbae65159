import type { RouteReply } from '../../../http/route.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { BRANDING_FILES } from '../branding/branding-form.ts';
import type { AdminOperations } from '../operations.ts';
import { showBegin } from './begin.ts';
import { previewDraft, saveBranding, showBrandingStep } from './branding-step.ts';
import { createFromDraft } from './create-from-draft.ts';
import { getDraft, openWizard, type WizardCall, wholeOf } from './draft-page.ts';
import type { Draft } from './drafts.ts';
import { enteredIn, faultsHere, sampleOf, showFormStep } from './form-step.ts';
import { confirmSecrets, showConformanceStep, showSecretsStep } from './last-steps.ts';
import { addressOfStep, NEW_WHITE_LABEL, STEPS, type Step, stepAfter } from './steps.ts';
import { testPlatform } from './test-platform.ts';

type OnDraft = (wizard: WizardCall, draft: Draft) => RouteReply | Promise<RouteReply>;
type Paged = Pick<AdminPage, 'method' | 'files'> & { readonly at: string; readonly handle: OnDraft };

const [FIRST] = STEPS;

/** The way to a new white label, step by step; what was entered is kept for a day. */
export function newWhiteLabelPages(dependencies: AdminDependencies, { whiteLabels }: AdminOperations): AdminPage[] {
  const open = (call: StaffPageCall) => openWizard(call, dependencies, whiteLabels);
  const onDraft = ({ at, handle, ...page }: Paged): AdminPage => ({
    ...page,
    path: `${NEW_WHITE_LABEL}/:draftId${at}`,
    access: 'staff',
    async handle(call) {
      const wizard = await open(call);
      return handle(wizard, await getDraft(wizard));
    },
  });
  const begin = { path: NEW_WHITE_LABEL, access: 'staff' } as const;
  return [
    { ...begin, method: 'GET', handle: async (call: StaffPageCall) => showBegin(await open(call)) },
    { ...begin, method: 'POST', handle: async (call: StaffPageCall) => beginDraft(await open(call)) },
    ...STEPS.filter(({ groups }) => groups.length > 0).flatMap((step) => formPages(step).map(onDraft)),
    ...otherPages().map(onDraft),
  ];
}

function formPages(step: Step): Paged[] {
  const at = `/${step.id}`;
  return [
    { method: 'GET', at, handle: (wizard, draft) => openStep(wizard, draft, () => showAgain(wizard, step, draft)) },
    { method: 'POST', at, handle: (wizard, draft) => openStep(wizard, draft, () => saveStep(wizard, step, draft)) },
    { method: 'GET', at: `${at}/address-preview`, handle: showSample },
  ];
}

function otherPages(): Paged[] {
  const files = BRANDING_FILES;
  return [
    { method: 'POST', at: '/platform/test', handle: testPlatform },
    {
      method: 'GET',
      at: '/branding',
      handle: (wizard, draft) => openStep(wizard, draft, () => showBrandingStep(wizard, draft)),
    },
    {
      method: 'POST',
      at: '/branding',
      files,
      handle: (wizard, draft) => openStep(wizard, draft, () => saveBranding(wizard, draft)),
    },
    { method: 'GET', at: '/branding/preview', handle: previewDraft },
    { method: 'POST', at: '/branding/preview', files, handle: previewDraft },
    { method: 'GET', at: '/secrets', handle: showSecretsStep },
    { method: 'POST', at: '/secrets', handle: confirmSecrets },
    { method: 'GET', at: '/conformance', handle: showConformanceStep },
  ];
}

/** What was made cannot be made once more. */
async function openStep({ call }: WizardCall, draft: Draft, show: () => RouteReply | Promise<RouteReply>) {
  return draft.created ? call.leadTo(addressOfStep(draft.id, 'secrets')) : show();
}

async function beginDraft(wizard: WizardCall): Promise<RouteReply> {
  const { call, drafts, begins } = wizard;
  const { entered, settings } = enteredIn(wizard, FIRST, { ...begins.sandbox });
  const wrong = await faultsHere(wizard, FIRST, settings);
  if (wrong) return showFormStep(wizard, FIRST, null, { ...wrong, entered });
  const draft = await drafts.begin(settings, stepAfter(FIRST));
  return call.leadTo(addressOfStep(draft.id, draft.reached));
}

/** One that was led back here is told why. */
async function showAgain(wizard: WizardCall, step: Step, draft: Draft): Promise<RouteReply> {
  const isChecked = wizard.call.query.check !== undefined;
  const wrong = isChecked ? await faultsHere(wizard, step, draft.settings) : null;
  return showFormStep(wizard, step, draft, { ...wrong, status: 200 });
}

/** What has the right types is kept even where it is not good yet. */
async function saveStep(wizard: WizardCall, step: Step, draft: Draft): Promise<RouteReply> {
  const { call, drafts } = wizard;
  const { entered, settings } = enteredIn(wizard, step, draft.settings);
  const wrong = await faultsHere(wizard, step, settings);
  // The last form is where one goes on until all of it is made.
  const reached = wrong || step.id === 'addresses' ? step.id : stepAfter(step);
  const saved = { ...draft, settings, reached };
  if (!wrong || wrong.isTyped) await drafts.keep(saved);
  if (wrong) return showFormStep(wizard, step, draft, { ...wrong, entered });
  if (step.id === 'addresses') return createFromDraft(wizard, step, saved);
  return call.leadTo(addressOfStep(draft.id, reached));
}

function showSample(wizard: WizardCall, draft: Draft): RouteReply {
  const { call } = wizard;
  const { kind = 'action', ...fields } = call.query;
  const [template = ''] = Object.values(fields);
  const data = sampleOf(wholeOf(wizard, draft.settings), template, kind);
  return call.show({ view: 'white-labels/address', title: 'Address', section: 'white-labels', data });
}
