import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { deriveRecordId } from '../../lib/ids.ts';
import type { Broker, OnboardingState } from '../brokers/broker.ts';
import type { Application, ApplicationStep } from './application.ts';
import type { ApplicationsDependencies } from './applications-dependencies.ts';

/**
 * Moves an application that stands where it was read. A step that makes a user is noted first, so that nothing else is
 * decided meanwhile, and whatever breaks off in between is gone on with; the user's id comes of the application's, so that
 * there is one however often that happens.
 *
 * @returns The application as it stands then, by this call or by another that takes the same step.
 * @throws `application_changed` when somebody else was faster, `email_taken`, `busy`
 */
export async function takeStep(
  dependencies: ApplicationsDependencies,
  broker: Broker,
  application: Application,
  step: ApplicationStep,
  target: OnboardingState,
): Promise<Application> {
  if (!target.createUser) return finish(dependencies, broker, application, step, application.userId);
  const pending = await begin(dependencies, broker, application, step);
  const userId = await makeUser(dependencies, broker, pending);
  return finish(dependencies, broker, pending, step, userId);
}

async function begin(
  { store, users }: ApplicationsDependencies,
  { brokerName }: Broker,
  application: Application,
  step: ApplicationStep,
): Promise<Application> {
  if (application.pending?.to === step.to) return application;
  const holder = await users.findAnyByEmail(brokerName, application.email);
  if (holder && holder.id !== userIdOf(application)) throw new BridgeError('email_taken', { field: 'email' });
  const pending = { ...application, pending: step };
  if (await store.replace(pending, application)) return pending;
  const now = await store.find(brokerName, application.id);
  if (now?.pending?.to === step.to && now.revision === application.revision) return now;
  throw new BridgeError('application_changed');
}

function userIdOf({ id, brokerName }: Application): string {
  return deriveRecordId(`user-of-application/${brokerName}/${id}`);
}

/** Whoever was made before may have another address by now. Somebody else may have got this one; then the step is taken back. */
async function makeUser(
  { store, users }: ApplicationsDependencies,
  broker: Broker,
  application: Application,
): Promise<string> {
  const { email, firstName, lastName, preferredLanguage, partnerId } = application;
  const person = { email, firstName, lastName, preferredLanguage, partnerId };
  const id = userIdOf(application);
  if (await users.findAnyById(broker.brokerName, id)) return id;
  try {
    return (await users.create(broker, { ...person, id })).id;
  } catch (error) {
    if (isBridgeError(error, 'email_taken')) await store.replace({ ...application, pending: null }, application);
    throw error;
  }
}

async function finish(
  { store, events, clock }: ApplicationsDependencies,
  broker: Broker,
  application: Application,
  step: ApplicationStep,
  userId: string | null,
): Promise<Application> {
  const { id: applicationId, state: from, revision, history } = application;
  const atMs = clock.nowMs();
  // Of a step that was gone on with, who began it.
  const taken = { ...(application.pending ?? step), from, atMs };
  const moved: Application = {
    ...application,
    ...{ state: step.to, history: [...history, taken], pending: null, userId },
    ...{ revision: revision + 1, updatedAtMs: atMs },
  };
  const told = { applicationId, from, to: step.to, ...(userId === null ? {} : { userId }) };
  const event = events.newEvent(broker, 'application.state_changed', applicationId, told);
  if (await store.replace(moved, application, event)) return moved;
  const now = await store.find(broker.brokerName, applicationId);
  const isSame = now?.history.at(-1)?.id === taken.id && now.state === step.to;
  if (isSame && now) return now;
  throw new BridgeError('application_changed');
}
