import type { RouteReply } from '../../../http/route.ts';
import { showStep, type WizardCall } from './draft-page.ts';
import { showFormStep } from './form-step.ts';
import { addressOfStep, NEW_WHITE_LABEL, STEPS } from './steps.ts';

const [FIRST] = STEPS;

/** Where one begins, or goes on with what one began before. */
export async function showBegin(wizard: WizardCall): Promise<RouteReply> {
  const { call, drafts, begins } = wizard;
  if (begins.crms.length === 0) return showStep(wizard, FIRST, null, { view: 'new-white-label/no-crm', data: {} });
  const last = call.query.anew === undefined ? await drafts.findLast() : undefined;
  if (!last || last.created?.secrets.length === 0) return showFormStep(wizard, FIRST, null);
  const { displayName, brokerName } = last.settings as Readonly<Record<string, string>>;
  const data = {
    name: displayName || brokerName || 'one without a name',
    // Secrets that nobody stored yet are not to be lost.
    goOn: addressOfStep(last.id, last.created ? 'secrets' : last.reached),
    anew: `${NEW_WHITE_LABEL}?anew=1`,
  };
  return showStep(wizard, FIRST, null, { view: 'new-white-label/begin', data });
}
