import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AppLogoutsDependencies } from './app-logouts-dependencies.ts';
import type { LogoutNotice } from './logout-notice.ts';

type Participation = Pick<LogoutNotice, 'clientId' | 'issuer' | 'userId' | 'sid'>;

/** One write for all, and none where nobody is to be told. @returns How many notices there are. */
export async function postNotices(
  { outbox, oidcClients, clock }: AppLogoutsDependencies,
  broker: Broker,
  participations: readonly Participation[],
): Promise<number> {
  if (participations.length === 0) return 0;
  const clients = await oidcClients.list(broker);
  const toTell = clients.filter(({ enabled, backchannelLogoutUri }) => enabled && backchannelLogoutUri !== null);
  const ids = new Set(toTell.map(({ id }) => id));
  const createdAtMs = clock.nowMs();
  const { brokerName } = broker;
  const notices = participations
    .filter(({ clientId }) => ids.has(clientId))
    .map(({ clientId, issuer, userId, sid }) => {
      const id = newRecordId(createdAtMs);
      return { id, brokerName, clientId, issuer, userId, sid, failures: 0, createdAtMs };
    });
  if (notices.length > 0) await outbox.add(notices);
  return notices.length;
}
