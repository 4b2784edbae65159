import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import { checkRegistration, type RegistrationForm } from './check-registration.ts';
import type { DeveloperRegistration } from './developer-registration.ts';
import type { DeveloperRegistrationsDependencies } from './developer-registrations-dependencies.ts';

export interface NewRegistration extends RegistrationForm {
  /** Of a request that may come twice; left out, it is a new one. */
  readonly id?: string;
}

/** Counts a registration. @throws `too_many_requests` */
type Admit = (broker: Broker, email: string, address: string | null) => Promise<void>;

const HOUR_SECONDS = 3600;

/** The form stands on public pages: nobody fills the staff's list with it. */
export function createAdmit(createRateLimiter: CreateRateLimiter): Admit {
  const perAddress = createRateLimiter({ name: 'registration-address', points: 30, windowSeconds: HOUR_SECONDS });
  const perEmail = createRateLimiter({ name: 'registration-email', points: 5, windowSeconds: 24 * HOUR_SECONDS });
  return async ({ brokerName }, email, address) => {
    const waits = [
      address === null ? 0 : await perAddress.consume({ brokerName, subject: limitSubjectOf(address) }),
      await perEmail.consume({ brokerName, subject: hashToken(email) }),
    ];
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0) throw new BridgeError('too_many_requests', { retryAfterSeconds });
  };
}

/** @throws `parameter_invalid`, `too_many_requests` */
export async function submitRegistration(
  { store, events, clock }: DeveloperRegistrationsDependencies,
  admit: Admit,
  broker: Broker,
  { id, ...form }: NewRegistration,
  address: string | null,
): Promise<DeveloperRegistration> {
  const { brokerName } = broker;
  const known = id === undefined ? undefined : await store.find(brokerName, id);
  if (known) return known;
  const { company, contactName, website, useCase, redirectUris, scopes } = form;
  const email = form.email.trim().toLowerCase();
  checkRegistration({ ...form, email });
  await admit(broker, email, address);
  const nowMs = clock.nowMs();
  const registrationId = id ?? newRecordId(nowMs);
  const registration: DeveloperRegistration = {
    ...{ id: registrationId, brokerName, company, contactName, email, website, useCase, redirectUris, scopes },
    ...{ state: 'submitted', reason: null, decidedBy: null, decidedAtMs: null, apiKeyIds: [] },
    ...{ revision: 1, createdAtMs: nowMs },
  };
  const event = events.newEvent(broker, 'developer_registration.submitted', registrationId, { registrationId });
  if (await store.add(registration, event)) return registration;
  return (await store.find(brokerName, registrationId)) ?? registration;
}
