import type { Access } from '../../../domain/access/access.ts';
import type { AuditChange } from '../../../domain/audit/audit-entry.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';

/** For the change log: a platform that was away may still let somebody in. Nothing where it was not asked. */
export function platformNote(isPlatformTold: boolean | null): AuditChange[] {
  return isPlatformTold === null ? [] : [{ field: 'isPlatformTold', before: null, after: isPlatformTold }];
}

/**
 * On the screens and of apps for sure, and at the platform if that can be reached.
 *
 * @returns Whether the platform has done it; `null` where it does not know the user.
 */
export async function endEverywhere(access: Access, broker: Broker, user: User): Promise<boolean | null> {
  await access.endAllSessions(broker, user);
  return user.platformUserId === null ? null : access.logOutOfPlatform(broker, user.platformUserId);
}
