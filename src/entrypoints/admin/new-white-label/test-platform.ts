import type { RouteReply } from '../../../http/route.ts';
import { sentenceOf } from '../white-labels/show-settings-form.ts';
import { type WizardCall, wholeOf } from './draft-page.ts';
import type { Draft } from './drafts.ts';
import { enteredIn, showFormStep } from './form-step.ts';
import { STEPS, type Step } from './steps.ts';

/** Tries what stands in the form; where it works it is kept, and nothing else happens. */
export async function testPlatform(wizard: WizardCall, draft: Draft): Promise<RouteReply> {
  const step = STEPS.find(({ id }) => id === 'platform') ?? STEPS[0];
  const { call, operations } = wizard;
  const { entered, settings } = enteredIn(wizard, step, draft.settings);
  const { platform, brokerCrmName } = wholeOf(wizard, settings);
  const { baseUrl, managerLogin, managerPassword = '' } = platform;
  const body = { brokerCrmName, platform: { baseUrl, managerLogin, managerPassword } };
  const attempt = await call.attempt(operations.testNewPlatform, { params: {}, body, isTyped: true });
  if (attempt.kind === 'refused') {
    const { faults, message } = attempt;
    const trial = { kind: 'error', text: faults[0] ? sentenceOf(faults[0].reason) : message };
    return showFormStep(wizard, step, draft, { entered, faults, trial, status: attempt.status });
  }
  const { works, message } = attempt.reply.body as { readonly works: boolean; readonly message: string };
  const kept = works ? await keepEntered(wizard, step, draft) : draft;
  const trial = { kind: works ? 'done' : 'error', text: message };
  return showFormStep(wizard, step, kept, { entered, trial });
}

/** What reaches a platform is worth keeping: a password that was typed need not be typed again. What was saved while it was tried stays. */
async function keepEntered(wizard: WizardCall, step: Step, draft: Draft): Promise<Draft> {
  const current = (await wizard.drafts.find(draft.id)) ?? draft;
  const kept = { ...current, settings: enteredIn(wizard, step, current.settings).settings };
  await wizard.drafts.keep(kept);
  return kept;
}
