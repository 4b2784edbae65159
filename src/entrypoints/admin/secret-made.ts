import type { AuditChange } from '../../domain/audit/audit-entry.ts';

/** What the change log has of a secret that was made anew: that it was. */
export function secretMade(field = 'secret'): AuditChange[] {
  return [{ field, before: '(secret)', after: '(secret)' }];
}
