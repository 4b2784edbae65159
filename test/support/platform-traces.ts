import type { TestSimulator } from './start-simulator.ts';

/** The numbers of the calls that the bridge made, in order, but those for a manager's token. */
export async function callsMade(simulator: TestSimulator): Promise<string[]> {
  const calls = await simulator.calls();
  return calls.filter(({ direction, call }) => direction === 'in' && call !== '3.1').map(({ call }) => call);
}

/** What the platform holds of one email address. */
export interface PlatformTraces {
  readonly userIds: number[];
  /** Accounts linked to that user. */
  readonly linkedLogins: number[];
  readonly partnerId: string | null;
}

export async function tracesOf(simulator: TestSimulator, email: string, brokerName?: string): Promise<PlatformTraces> {
  const { users, links } = await simulator.state();
  const own = users.filter((user) => user.email === email && (brokerName ?? user.brokerName) === user.brokerName);
  const userIds = own.map(({ userId }) => userId);
  const linkedLogins = links.filter(({ userId }) => userIds.includes(userId)).map(({ login }) => login);
  return { userIds, linkedLogins, partnerId: own[0]?.partnerId ?? null };
}
