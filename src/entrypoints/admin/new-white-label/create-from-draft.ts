import type { RouteReply } from '../../../http/route.ts';
import type { WizardCall } from './draft-page.ts';
import type { CreatedFromDraft, Draft } from './drafts.ts';
import { showFormStep } from './form-step.ts';
import { addressOfStep, type Step, stepOfFault } from './steps.ts';

/** Makes the white label, once, however often it is asked for. */
export async function createFromDraft(wizard: WizardCall, step: Step, draft: Draft): Promise<RouteReply> {
  const { call, drafts } = wizard;
  const secrets = addressOfStep(draft.id, 'secrets');
  const reply = await drafts.once(draft, async () => {
    const current = (await drafts.find(draft.id)) ?? draft;
    return current.created ? null : create(wizard, step, draft);
  });
  return reply ?? call.leadTo(secrets);
}

async function create(wizard: WizardCall, step: Step, draft: Draft): Promise<RouteReply> {
  const { call, drafts, operations } = wizard;
  const { settings } = draft;
  const attempt = await call.attempt(operations.createWhiteLabel, { params: {}, body: settings, isTyped: true });
  if (attempt.kind === 'refused') {
    const elsewhere = attempt.faults.map(({ field }) => stepOfFault(field)).find((id) => id !== step.id);
    if (elsewhere) return call.leadTo(`${addressOfStep(draft.id, elsewhere)}?check=1`);
    const message = attempt.faults.length === 0 ? attempt.message : undefined;
    return showFormStep(wizard, step, draft, { faults: attempt.faults, message, status: attempt.status });
  }
  await drafts.keepCreated(draft.id, secretsOf(attempt.reply.body as CreatedBody));
  const { platform: _platform, ...rest } = settings;
  // The manager's password has done its part.
  await drafts.keep({ ...draft, settings: rest });
  return call.leadTo(addressOfStep(draft.id, 'secrets'), 'white-label-created');
}

interface CreatedBody {
  readonly id: string;
  readonly platformPassword: string;
  readonly cashierSecret: string | null;
}

function secretsOf({ id, platformPassword, cashierSecret }: CreatedBody): CreatedFromDraft {
  const ofCashier = cashierSecret === null ? [] : [{ label: 'Secret of the cashier', value: cashierSecret }];
  return {
    brokerName: id,
    secrets: [{ label: 'Platform password (call 4.1)', value: platformPassword }, ...ofCashier],
  };
}
