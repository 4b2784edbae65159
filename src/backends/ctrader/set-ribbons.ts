import type { Broker } from '../../domain/brokers/broker.ts';
import type { Ribbon } from '../../domain/users/identity-backend.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { setRibbonsRequest, wireText } from './wire-schemas.ts';

const SET_RIBBONS: PlatformCall<undefined> = { name: '3.9', method: 'PUT', idempotent: true, answer: null };

/** Call 3.9; empty rules clear the user's ribbons. */
export async function setRibbons(
  platform: PlatformClient,
  broker: Broker,
  platformUserId: number,
  ribbons: readonly Ribbon[],
): Promise<void> {
  const { brokerCrmName } = broker;
  const rules = ribbons.length === 0 ? {} : { ribbons };
  const body = wireText(setRibbonsRequest, { brokerCrmName, userId: platformUserId, rules });
  await platform.call(broker, SET_RIBBONS, { path: '/cid/oauth2/ctid/inAppControls', body });
}
