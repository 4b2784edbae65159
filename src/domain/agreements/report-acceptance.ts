import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';

/** Call 3.13, which may be repeated. One that fails keeps nobody out; the next sign-in tries again. */
export async function reportAcceptance(
  { store, identity, clock, log }: AgreementsDependencies,
  broker: Broker,
  user: LinkedUser,
): Promise<void> {
  if (broker.agreements.length === 0) return;
  const { brokerName } = broker;
  const signatures = await store.listByUser(brokerName, user.id);
  if (signatures.every(({ reportedAtMs }) => reportedAtMs !== null)) return;
  try {
    await identity.acceptAgreement(broker, user.platformUserId);
    await store.markReported(brokerName, user.id, clock.nowMs());
  } catch (error) {
    if (!isBridgeError(error, 'platform_unavailable', 'platform_refused')) throw error;
    log.warn({ broker: brokerName, user: user.id, code: error.code }, 'the agreement could not be reported');
  }
}
