/**
 * Applications of those who want to become traders, in the workflow that the operator of a white label defines.
 *
 * Owns applications, their states and how they came there. Does not own the users whom applicants become. Invariants: an
 * application is moved as the workflow allows, by one caller at a time, and every step says who took it; an application
 * becomes one user at most, whatever happens in between. An application in a state that the workflow has no more can still
 * be read, and be moved to any of its beginnings.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Application } from './application.ts';
import type { ApplicationQuery } from './application-store.ts';
import type { ApplicationsDependencies } from './applications-dependencies.ts';
import { type ApplicationMove, moveApplication } from './move-application.ts';
import { type NewApplication, submitApplication } from './submit-application.ts';

export interface Applications {
  /**
   * @param byApiKeyId - Who handed it in.
   * @returns The application; with its user, where the white label signs applicants up at once.
   * @throws `parameter_invalid`, `email_relay_refused`, `email_taken`, `busy`
   */
  submit(broker: Broker, application: NewApplication, byApiKeyId: string): Promise<Application>;
  /** @throws `application_unknown` */
  get(broker: Broker, applicationId: string): Promise<Application>;
  /** @returns The newest first. */
  list(broker: Broker, query: ApplicationQuery): Promise<Application[]>;
  /**
   * @throws `application_unknown`, `parameter_invalid`, `application_transition_refused`, `precondition_failed`,
   *   `email_taken`, `busy`
   */
  move(broker: Broker, applicationId: string, move: ApplicationMove, byApiKeyId: string): Promise<Application>;
}

export function createApplications(dependencies: ApplicationsDependencies): Applications {
  const { store } = dependencies;
  return {
    submit: (broker, application, byApiKeyId) => submitApplication(dependencies, broker, application, byApiKeyId),
    async get({ brokerName }, applicationId) {
      const application = await store.find(brokerName, applicationId);
      if (!application) throw new BridgeError('application_unknown');
      return application;
    },
    list: ({ brokerName }, query) => store.list(brokerName, query),
    move: (broker, applicationId, move, byApiKeyId) =>
      moveApplication(dependencies, broker, applicationId, move, byApiKeyId),
  };
}
