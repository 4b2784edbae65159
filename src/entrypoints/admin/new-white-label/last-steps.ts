import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { showStep, type WizardCall } from './draft-page.ts';
import type { CreatedFromDraft, Draft } from './drafts.ts';
import { addressOfStep, STEPS, type StepId } from './steps.ts';

const stepNamed = (wanted: StepId) => STEPS.find(({ id }) => id === wanted) ?? STEPS[0];

/**
 * They are shown until one says that they are stored, so that a reload loses nothing; then they are gone. Until then they need a
 * fresh proof like all secrets, and the white label has to be in reach still.
 */
export async function showSecretsStep(wizard: WizardCall, draft: Draft): Promise<RouteReply> {
  const { call } = wizard;
  if (!draft.created) return call.leadTo(addressOfStep(draft.id, 'addresses'));
  if (draft.created.secrets.length === 0) return call.leadTo(addressOfStep(draft.id, 'conformance'));
  await findCreated(wizard, draft.created);
  if (!call.identity.isSteppedUp) throw new BridgeError('step_up_needed');
  return showStep(wizard, stepNamed('secrets'), draft, {
    view: 'new-white-label/secrets',
    data: { secrets: draft.created.secrets, action: addressOfStep(draft.id, 'secrets') },
  });
}

export async function confirmSecrets({ call, drafts }: WizardCall, draft: Draft): Promise<RouteReply> {
  if (!draft.created) return call.leadTo(addressOfStep(draft.id, 'addresses'));
  await drafts.keepCreated(draft.id, { ...draft.created, secrets: [] });
  return call.leadTo(addressOfStep(draft.id, 'conformance'), 'secret-stored');
}

export async function showConformanceStep(wizard: WizardCall, draft: Draft): Promise<RouteReply> {
  const { call, dependencies } = wizard;
  if (!draft.created) return call.leadTo(addressOfStep(draft.id, 'addresses'));
  const { brokerName } = draft.created;
  await findCreated(wizard, draft.created);
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

/** @throws `white_label_unknown` for who does not reach it any more */
async function findCreated({ call, operations }: WizardCall, { brokerName }: CreatedFromDraft): Promise<void> {
  await call.run(operations.getWhiteLabel, { params: { brokerName } });
}
