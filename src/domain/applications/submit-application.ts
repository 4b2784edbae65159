import { isBridgeError } from '../../errors/bridge-error.ts';
import { deriveRecordId, newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Application, ApplicationStep } from './application.ts';
import type { ApplicationsDependencies } from './applications-dependencies.ts';
import { checkData } from './check-data.ts';
import { takeStep } from './take-step.ts';
import { directState, initialState } from './workflow.ts';

export interface NewApplication
  extends Pick<Application, 'email'>,
    Partial<Pick<Application, 'firstName' | 'lastName' | 'preferredLanguage' | 'partnerId' | 'data'>> {
  /** Of a request that may come twice; left out, it is a new one. */
  readonly id?: string;
  /** One of the initial states; the first of them when left out. */
  readonly state?: string;
}

/**
 * Where the white label signs applicants up at once, the application goes through to the user. What breaks off in between
 * is gone on with when the same request comes again, or the application is moved.
 *
 * @throws `parameter_invalid`, `email_relay_refused`, `email_taken`, `busy`
 */
export async function submitApplication(
  dependencies: ApplicationsDependencies,
  broker: Broker,
  { id, data = {}, state, partnerId = null, ...person }: NewApplication,
  byApiKeyId: string,
): Promise<Application> {
  const { store, users, events, clock } = dependencies;
  checkData(data);
  const nowMs = clock.nowMs();
  const to = initialState(broker, state).id;
  const applicationId = id ?? newRecordId(nowMs);
  const step: ApplicationStep = { id: applicationId, atMs: nowMs, byApiKeyId, from: null, to, reason: null };
  const application: Application = {
    ...users.checkNew(broker, { ...person, partnerId }),
    ...{ id: applicationId, brokerName: broker.brokerName, partnerId, data },
    ...{ state: to, history: [step], pending: null, userId: null, revision: 1 },
    ...{ createdAtMs: nowMs, updatedAtMs: nowMs },
  };
  const told = { applicationId, state: to };
  const isNew = await store.add(application, events.newEvent(broker, 'application.created', applicationId, told));
  const known = isNew ? application : ((await store.find(broker.brokerName, applicationId)) ?? application);
  const target = directState(broker);
  if (!target || known.state !== to) return known;
  const direct = { ...step, id: deriveRecordId(`signed-up-at-once/${applicationId}`), from: to, to: target.id };
  try {
    return await takeStep(dependencies, broker, known, direct, target);
  } catch (error) {
    if (!isBridgeError(error, 'application_changed')) throw error;
    // By the same request, sent twice.
    return (await store.find(broker.brokerName, applicationId)) ?? known;
  }
}
