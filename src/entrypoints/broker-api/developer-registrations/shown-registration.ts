import type { DeveloperRegistration } from '../../../domain/developer-registrations/developer-registration.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

/** What of a registration is personal. */
export const REGISTRATION_FIELDS = ['company', 'contactName', 'email', 'website', 'useCase'];

export function showRegistration(registration: DeveloperRegistration): object {
  const { brokerName: _brokerName, revision: _revision, decidedAtMs, createdAtMs, ...shown } = registration;
  return {
    ...shown,
    decidedAt: decidedAtMs === null ? null : toRfc3339(decidedAtMs),
    createdAt: toRfc3339(createdAtMs),
  };
}
