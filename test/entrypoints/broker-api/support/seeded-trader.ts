import type { BrokerApiStage, BrokerSystem } from './broker-api-stage.ts';

export interface SeededTrader {
  /** Our id. */
  readonly id: string;
  readonly platformUserId: number;
  /** The platform's account numbers. */
  readonly demo: number;
  readonly live: number;
}

/** The trader whom every seeded white label has. */
export async function seededTrader({ bridge }: BrokerApiStage, { brokerName }: BrokerSystem): Promise<SeededTrader> {
  const { app } = bridge;
  const broker = app.brokers.get(brokerName);
  const user = await app.users.findByEmail(brokerName, 'trader@example.com');
  if (!user || user.platformUserId === null) throw new Error(`${brokerName} has no seeded trader`);
  const accounts = await app.trading.listAccounts(broker, user);
  const loginOf = (environment: string) => accounts.find((one) => one.environment === environment)?.login ?? 0;
  return { id: user.id, platformUserId: user.platformUserId, demo: loginOf('demo'), live: loginOf('live') };
}
