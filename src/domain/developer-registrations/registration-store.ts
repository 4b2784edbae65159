import type { BridgeEvent } from '../events/bridge-event.ts';
import type { DeveloperRegistration, RegistrationState } from './developer-registration.ts';

/** Where registrations of developers are kept. Every method is bound to one white label. */
export interface RegistrationStore {
  /** @returns Whether it was added, with its event; `false` when the white label has a registration of this id. */
  add(registration: DeveloperRegistration, event: BridgeEvent): Promise<boolean>;
  find(brokerName: string, registrationId: string): Promise<DeveloperRegistration | undefined>;
  /** @returns The newest first. */
  list(brokerName: string, query: RegistrationQuery): Promise<DeveloperRegistration[]>;
  /** Writes what was decided, if nobody else did since `expectedRevision`, and the event with it. @returns Whether it did. */
  replace(registration: DeveloperRegistration, expectedRevision: number, event?: BridgeEvent): Promise<boolean>;
}

export interface RegistrationQuery {
  readonly state?: RegistrationState;
  /** The last registration of the page before. */
  readonly after?: RegistrationPlace;
  readonly limit: number;
}

/** Where a registration stands in a list. */
export type RegistrationPlace = Pick<DeveloperRegistration, 'createdAtMs' | 'id'>;
