import type { Broker } from '../../domain/brokers/broker.ts';
import type { AccountLink } from '../../domain/trading/trading-backend.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { type LinkAccountAnswer, linkAccountAnswer, linkAccountRequest, wireText } from './wire-schemas.ts';

const LINK_ACCOUNT: PlatformCall<LinkAccountAnswer> = {
  name: '3.4',
  method: 'POST',
  idempotent: true,
  answer: linkAccountAnswer,
};

/** Call 3.4. @returns The `ctidTraderAccountId`. */
export async function linkAccount(platform: PlatformClient, broker: Broker, link: AccountLink): Promise<number> {
  const body = wireText(linkAccountRequest, {
    traderLogin: link.login,
    traderPasswordHash: link.passwordMd5,
    userId: link.platformUserId,
    brokerName: broker.brokerName,
    environmentName: link.environment,
  });
  const answer = await platform.call(broker, LINK_ACCOUNT, { path: '/cid/ctid/link', body });
  return answer.ctidTraderAccountId;
}
