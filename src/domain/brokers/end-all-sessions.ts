import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from './broker.ts';
import type { ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';

/** @throws `broker_changed` (by somebody else in between) */
export async function endAllSessions(
  { store, clock, log }: BrokersDependencies,
  { revision, platformPasswords: _kept, ...settings }: Broker,
  actor?: ChangeActor,
): Promise<void> {
  const ended = { ...settings, sessionsEndedAtMs: clock.nowMs() };
  const isReplaced = await store.replaceBroker(ended, revision, [], { actor });
  if (!isReplaced) throw new BridgeError('broker_changed', { detail: `changed since revision ${revision}` });
  log.info({ broker: settings.brokerName }, 'all sessions of a white label were ended');
}
