import { BridgeError } from '../../errors/bridge-error.ts';
import { runExclusively } from '../../lib/run-exclusively.ts';
import type { Broker } from '../brokers/broker.ts';
import { changeUser } from './change-user.ts';
import { checkPartnerId } from './check-profile.ts';
import { platformUserLock } from './ensure-platform-user.ts';
import type { User } from './user.ts';
import type { UserPlace } from './user-store.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** Which partner a user came from. The platform is told first, so that whatever fails may be repeated. */
export interface Referrals {
  /**
   * As the platform knows it (call 3.7); of a user whom it does not know yet, as it will be told.
   *
   * @returns `null` where the user came from nobody.
   * @throws `user_unknown`, `platform_unavailable`, `platform_refused`
   */
  get(broker: Broker, userId: string): Promise<string | null>;
  /**
   * Call 3.6. A user whom the platform does not know yet is attributed there when it gets to know the user.
   *
   * @throws `user_unknown`, `parameter_invalid`, `platform_unavailable`, `platform_refused`, `busy`
   */
  set(broker: Broker, userId: string, partnerId: string): Promise<User>;
  /** Call 3.8. @throws `user_unknown`, `platform_unavailable`, `platform_refused`, `busy` */
  remove(broker: Broker, userId: string): Promise<User>;
  /** @returns Whom the partner brought, as far as the bridge has heard of it; the newest first. */
  list(
    broker: Broker,
    partnerId: string,
    page: { readonly after?: UserPlace; readonly limit: number },
  ): Promise<User[]>;
}

const WAIT_MS = 5000;

export function createReferrals(dependencies: UsersDependencies): Referrals {
  const { store, identity, clock } = dependencies;

  async function getUser({ brokerName }: Broker, userId: string): Promise<User> {
    const user = await store.findAnyById(brokerName, userId);
    if (!user) throw new BridgeError('user_unknown');
    return user;
  }

  /** Nobody else tells the platform of this user's partner meanwhile. */
  async function change(broker: Broker, userId: string, partnerId: string | null): Promise<User> {
    const changed = await runExclusively(
      dependencies.expiring,
      { ...platformUserLock(dependencies, broker, userId), waitMs: WAIT_MS },
      async () => {
        const { platformUserId } = await getUser(broker, userId);
        if (platformUserId !== null) await tellPlatform(broker, platformUserId, partnerId);
        const partnerReportedAtMs = platformUserId === null || partnerId === null ? null : clock.nowMs();
        return changeUser(dependencies, broker, { userId, expectedRevision: null }, ({ attribution }) => {
          if (attribution.partnerId === partnerId && attribution.partnerReportedAtMs !== null) return {};
          return { attribution: { ...attribution, partnerId, partnerReportedAtMs } };
        });
      },
    );
    if (!changed) throw new BridgeError('busy', { retryAfterSeconds: 5, detail: 'the user is being made' });
    return changed;
  }

  async function tellPlatform(broker: Broker, platformUserId: number, partnerId: string | null): Promise<void> {
    await (partnerId === null
      ? identity.removeReferral(broker, platformUserId)
      : identity.setReferral(broker, platformUserId, partnerId));
  }

  return {
    async get(broker, userId) {
      const { platformUserId, attribution } = await getUser(broker, userId);
      if (platformUserId === null) return attribution.partnerId;
      return (await identity.findReferral(broker, platformUserId)) ?? null;
    },
    async set(broker, userId, partnerId) {
      checkPartnerId(partnerId);
      return change(broker, userId, partnerId);
    },
    remove: (broker, userId) => change(broker, userId, null),
    list: (broker, partnerId, page) => store.list(broker.brokerName, { ...page, partnerId }),
  };
}
