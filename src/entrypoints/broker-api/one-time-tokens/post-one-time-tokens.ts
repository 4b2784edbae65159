import type { TokenOrder } from '../../../domain/access/token-order.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getLinkedUser } from '../get-linked-user.ts';

interface TokenBody {
  readonly userId: string;
  readonly purpose: TokenOrder['purpose'];
  readonly keepMeLoggedIn: boolean;
  readonly ttlSeconds?: number;
}

export function postOneTimeTokens({ users, access }: BrokerApiDependencies) {
  return async ({ broker, body }: BrokerApiCall): Promise<BrokerApiReply> => {
    // The schema has seen to it.
    const { userId, purpose, keepMeLoggedIn, ttlSeconds } = body as unknown as TokenBody;
    const { id, platformUserId } = await getLinkedUser(users, broker, userId);
    const order = { platformUserId, purpose, keepMeLoggedIn, ttlSeconds } as TokenOrder;
    const { token, expiresAtMs } = await access.issueOrderedToken(broker, order);
    return { body: { token, purpose, expiresAt: toRfc3339(expiresAtMs) }, personIds: [id] };
  };
}
