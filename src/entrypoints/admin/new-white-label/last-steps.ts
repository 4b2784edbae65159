import type { RouteReply } from '../../../http/route.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { showStep, type WizardCall } from './draft-page.ts';
import type { Draft } from './drafts.ts';
import { addressOfStep, STEPS, type StepId } from './steps.ts';

const stepNamed = (wanted: StepId) => STEPS.find(({ id }) => id === wanted) ?? STEPS[0];

/** They are shown until one says that they are stored, so that a reload loses nothing; then they are gone. */
export function showSecretsStep(wizard: WizardCall, draft: Draft): RouteReply {
  const { call } = wizard;
  if (!draft.created) return call.leadTo(addressOfStep(draft.id, 'addresses'));
  if (draft.created.secrets.length === 0) return call.leadTo(addressOfStep(draft.id, 'conformance'));
  return showStep(wizard, stepNamed('secrets'), draft, {
    view: 'new-white-label/secrets',
    data: { secrets: draft.created.secrets, action: addressOfStep(draft.id, 'secrets') },
  });
}

export async function confirmSecrets({ call, drafts }: WizardCall, draft: Draft): Promise<RouteReply> {
  if (!draft.created) return call.leadTo(addressOfStep(draft.id, 'addresses'));
  await drafts.keep({ ...draft, created: { ...draft.created, secrets: [] } });
  return call.leadTo(addressOfStep(draft.id, 'conformance'), 'secret-stored');
}

export function showConformanceStep(wizard: WizardCall, draft: Draft): RouteReply {
  const { call, dependencies } = wizard;
  if (!draft.created) return call.leadTo(addressOfStep(draft.id, 'addresses'));
  const { brokerName } = draft.created;
  const broker = dependencies.brokers.find(brokerName);
  return showStep(wizard, stepNamed('conformance'), draft, {
    view: 'new-white-label/conformance',
    data: {
      runs: addressOfWhiteLabel(brokerName, '/conformance'),
      whiteLabel: addressOfWhiteLabel(brokerName),
      login: `/b/${encodeURIComponent(brokerName)}/auth/login`,
      simulator: broker ? dependencies.newWhiteLabel.appInSimulator(broker) : null,
    },
  });
}
