import type { DeveloperRegistration } from '../domain/developer-registrations/developer-registration.ts';
import { isoTime } from './iso-time.ts';

/** As the broker API shows it. */
export function registrationOutput(registration: DeveloperRegistration) {
  const { brokerName: _brokerName, revision: _revision, decidedAtMs, createdAtMs, ...shown } = registration;
  return {
    ...shown,
    decidedAt: decidedAtMs === null ? null : isoTime(decidedAtMs),
    createdAt: isoTime(createdAtMs),
  };
}
