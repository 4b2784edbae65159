import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Application, ApplicationStep } from './application.ts';
import type { ApplicationsDependencies } from './applications-dependencies.ts';
import { takeStep } from './take-step.ts';
import { nextState } from './workflow.ts';

export interface ApplicationMove {
  /** Of a request that may come twice; left out, it is a new one. */
  readonly id?: string;
  readonly to: string;
  readonly reason?: string | null;
  /** Of the application as the caller knows it; `null` where that does not matter. */
  readonly expectedRevision: number | null;
}

const MAX_REASON_LENGTH = 500;
const MAX_STEPS = 200;
const TRIES = 10;

/**
 * @throws `application_unknown`, `parameter_invalid`, `application_transition_refused`, `precondition_failed`,
 *   `email_taken`, `busy`
 */
export async function moveApplication(
  dependencies: ApplicationsDependencies,
  broker: Broker,
  applicationId: string,
  { id: stepId = newRecordId(dependencies.clock.nowMs()), to, reason = null, expectedRevision }: ApplicationMove,
  byApiKeyId: string,
): Promise<Application> {
  if (reason !== null && !isShownText(reason, MAX_REASON_LENGTH)) {
    throw new BridgeError('parameter_invalid', { field: 'reason' });
  }
  const atMs = dependencies.clock.nowMs();
  for (let tries = 0; tries < TRIES; tries += 1) {
    const application = await dependencies.store.find(broker.brokerName, applicationId);
    if (!application) throw new BridgeError('application_unknown');
    const { state: from, revision, history } = application;
    if (history.some(({ id }) => id === stepId)) return application;
    if (expectedRevision !== null && expectedRevision !== revision) throw new BridgeError('precondition_failed');
    const target = nextState(broker, from, to);
    refuseWhatCannotBe(broker, application, to);
    const step: ApplicationStep = { id: stepId, atMs, byApiKeyId, from, to, reason };
    try {
      return await takeStep(dependencies, broker, application, step, target);
    } catch (error) {
      if (!isBridgeError(error, 'application_changed')) throw error;
    }
  }
  throw new BridgeError('busy', { retryAfterSeconds: 1, detail: 'the application is being moved' });
}

/** @throws `application_transition_refused` */
function refuseWhatCannotBe({ onboarding }: Broker, { pending, history }: Application, to: string): void {
  // What the workflow has no more, nobody can go on with.
  const isUnderWay = onboarding.states.some(({ id, createUser }) => createUser && id === pending?.to);
  if (pending && isUnderWay && pending.to !== to) {
    throw new BridgeError('application_transition_refused', { detail: `the step to ${pending.to} was begun` });
  }
  if (history.length >= MAX_STEPS) {
    throw new BridgeError('application_transition_refused', { detail: 'it was moved too often' });
  }
}
