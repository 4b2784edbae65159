/**
 * Developers who ask for keys to try a white label's API with, and what staff decided.
 *
 * Owns the forms and the decisions. Does not own the keys. Invariants: a registration is decided once, and its keys are
 * issued once and shown once; of a developer no more is kept than the form asks for.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import { type DecidedRegistration, decideRegistration, type RegistrationDecision } from './decide-registration.ts';
import type { DeveloperRegistration } from './developer-registration.ts';
import type { DeveloperRegistrationsDependencies } from './developer-registrations-dependencies.ts';
import type { RegistrationQuery } from './registration-store.ts';
import { createAdmit, type NewRegistration, submitRegistration } from './submit-registration.ts';

export interface DeveloperRegistrations {
  /**
   * @param address - From which the form came, where anybody can send it: registrations are counted against it then, and
   *   against the email address always.
   * @throws `parameter_invalid`, `too_many_requests`
   */
  submit(broker: Broker, registration: NewRegistration, address: string | null): Promise<DeveloperRegistration>;
  /** @throws `registration_unknown` */
  get(broker: Broker, registrationId: string): Promise<DeveloperRegistration>;
  /** @returns The newest first. */
  list(broker: Broker, query: RegistrationQuery): Promise<DeveloperRegistration[]>;
  /** @throws `registration_unknown`, `registration_decided`, `parameter_invalid`, `uat_keys_elsewhere`, `busy` */
  decide(broker: Broker, registrationId: string, decision: RegistrationDecision): Promise<DecidedRegistration>;
}

export function createDeveloperRegistrations(dependencies: DeveloperRegistrationsDependencies): DeveloperRegistrations {
  const { store } = dependencies;
  const admit = createAdmit(dependencies.createRateLimiter);
  return {
    submit: (broker, registration, address) => submitRegistration(dependencies, admit, broker, registration, address),
    async get({ brokerName }, registrationId) {
      const registration = await store.find(brokerName, registrationId);
      if (!registration) throw new BridgeError('registration_unknown');
      return registration;
    },
    list: ({ brokerName }, query) => store.list(brokerName, query),
    decide: (broker, registrationId, decision) => decideRegistration(dependencies, broker, registrationId, decision),
  };
}
