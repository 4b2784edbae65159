import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** The ticket of a page that is open cannot be taken back, so the end of the user's sessions is looked up. @throws `page_expired` */
export async function refuseEnded(
  { access }: Pick<ScreensDependencies, 'access'>,
  broker: Broker,
  { claims, expiresAtMs }: Pick<PageTicket, 'claims' | 'expiresAtMs'>,
): Promise<void> {
  if (await access.haveSessionsEnded(broker, claims.userId ?? '', expiresAtMs - PAGE_LIFETIME_MS)) {
    throw new BridgeError('page_expired', { detail: 'the user was logged out since' });
  }
}
