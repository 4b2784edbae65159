import { BridgeError } from '../../errors/bridge-error.ts';
import type { BrokersChange } from './change-brokers.ts';

/**
 * Marks a broker as changed when only what belongs to it is: its passwords, its clients, its signing keys.
 *
 * @throws `broker_unknown`
 */
export async function markBrokerChanged(
  { db, revision, raiseRevision }: BrokersChange,
  brokerName: string,
): Promise<void> {
  const update = db.updateTable('brokers').set({ revision }).where('broker_name', '=', brokerName);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n) throw new BridgeError('broker_unknown', { detail: brokerName });
  await raiseRevision();
}
