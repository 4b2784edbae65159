import { randomUUID } from 'node:crypto';
import type { User } from '../../../../src/domain/users/user.ts';
import type { WiredBridge } from '../../../support/start-wired-bridge.ts';

/** A new trader, of whom the platform knows nothing yet. */
export async function aTrader(
  { app }: Pick<WiredBridge, 'app'>,
  brokerName: string,
  names: { readonly firstName?: string; readonly lastName?: string } = {},
): Promise<User> {
  const id = randomUUID();
  return app.users.create(app.brokers.get(brokerName), { id, email: `trader-${id}@example.com`, ...names });
}

/** @returns The id of a session in which a browser of the trader's is signed in. */
export async function aSession({ app }: Pick<WiredBridge, 'app'>, user: User): Promise<string> {
  const broker = app.brokers.get(user.brokerName);
  const opened = await app.access.openBrowserSession(broker, {
    ...{ userId: user.id, platformUserId: user.platformUserId ?? 1, method: 'password', address: '192.0.2.7' },
    replaces: undefined,
  });
  return opened.sessionId;
}
