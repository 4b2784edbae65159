import type { BridgeEvent } from '../events/bridge-event.ts';
import type { Application } from './application.ts';

/** Where applications are kept. Every method is bound to one white label. */
export interface ApplicationStore {
  /** @returns Whether it was added, with its event; `false` when the white label has an application of this id. */
  add(application: Application, event: BridgeEvent): Promise<boolean>;
  find(brokerName: string, applicationId: string): Promise<Application | undefined>;
  /** @returns The newest first. */
  list(brokerName: string, query: ApplicationQuery): Promise<Application[]>;
  /**
   * Writes what can change of an application, if it still stands where it was read, and the event with it.
   *
   * @returns Whether it did.
   */
  replace(application: Application, expected: ExpectedApplication, event?: BridgeEvent): Promise<boolean>;
}

/** How an application stood when it was read. */
export type ExpectedApplication = Pick<Application, 'revision' | 'pending'>;

export interface ApplicationQuery {
  readonly state?: string;
  readonly email?: string;
  /** The last application of the page before. */
  readonly after?: ApplicationPlace;
  readonly limit: number;
}

/** Where an application stands in a list. */
export type ApplicationPlace = Pick<Application, 'createdAtMs' | 'id'>;
