import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { findTrader } from './find-trader.ts';
import { findAccounts, isAboutAccounts } from './granted-accounts.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

/**
 * Looks, before the engine spends a code, at what it would otherwise find out too late: whether the trader's record can be
 * read, and whether the session has ended from which the code came. A request that was under way then may have written the
 * code afterwards; of a code for offline access the engine would not ask.
 */
export function createCodeAdapter(
  codes: Adapter,
  { access, users, trading }: Pick<OidcDependencies, 'access' | 'users' | 'trading'>,
  broker: Broker,
): Adapter {
  async function isOfSession({ sessionUid, accountId }: AdapterPayload): Promise<boolean> {
    const session = await forEngine(() => access.appSessions.findBySessionId(broker, String(sessionUid)));
    return session?.userId === accountId;
  }

  return {
    ...codes,
    async find(id) {
      const code = await codes.find(id);
      if (!code?.accountId || code.consumed || Provider.ctx?.oidc.route !== 'token') return code;
      if (!code.expiresWithSession && !(await isOfSession(code))) return undefined;
      const { req } = Provider.ctx;
      const user = await findTrader(users, broker, code.accountId, req);
      if (user && isAboutAccounts(code.scope)) await findAccounts({ trading }, broker, user, req);
      return code;
    },
  };
}
