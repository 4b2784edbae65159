import { BridgeError } from '../../../errors/bridge-error.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getLinkedUser } from '../get-linked-user.ts';
import { addressOfLink, isOffered, type LinkBody } from './address-of-link.ts';

/** Without an account there is nothing to pay into. */
const NEEDS_ACCOUNT: readonly string[] = ['deposit', 'withdrawal'];

export function postInAppLinks(dependencies: BrokerApiDependencies) {
  const { users, access, agreements, trading } = dependencies;
  return async ({ broker, body }: BrokerApiCall): Promise<BrokerApiReply> => {
    // The schema has seen to it.
    const wanted = body as unknown as LinkBody;
    const { userId, action, account, ttlSeconds } = wanted;
    if (!isOffered(broker, action)) throw new BridgeError('action_off', { field: 'action' });
    if (account === undefined && NEEDS_ACCOUNT.includes(action)) {
      throw new BridgeError('parameter_invalid', { field: 'account', detail: 'this action needs one' });
    }
    const { id, platformUserId } = await getLinkedUser(users, broker, userId);
    if (account !== undefined && !(await trading.findAccount(broker, id, account))) {
      throw new BridgeError('account_unknown', { field: 'account' });
    }
    const { token, expiresAtMs } = await access.issueOrderedToken(
      broker,
      action === 'embedded-platform'
        ? { purpose: 'sign-in', keepMeLoggedIn: false, platformUserId, ttlSeconds }
        : { purpose: 'in-app', platformUserId, ttlSeconds },
    );
    // Who has agreements to sign does so on our page, which leads on to the white label's own.
    const isStopped = await agreements.hasOutstanding(broker, id);
    const url = addressOfLink(dependencies.linkTo, broker, wanted, { token, isStopped });
    return { body: { url, expiresAt: toRfc3339(expiresAtMs) }, personIds: [id] };
  };
}
