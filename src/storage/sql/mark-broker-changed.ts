import type { ChangeNote } from '../../domain/brokers/broker-snapshot.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { BrokersChange } from './change-brokers.ts';
import { keepBrokerRevision, readBrokerInChange } from './keep-broker-revision.ts';

/**
 * Marks a broker as changed when only what belongs to it is: its passwords, its clients, its signing keys.
 *
 * @param note - What that is, for the history.
 * @throws `broker_unknown`
 */
export async function markBrokerChanged(change: BrokersChange, brokerName: string, note: ChangeNote): Promise<void> {
  const { db, revision, raiseRevision } = change;
  const before = await readBrokerInChange(change, brokerName);
  const update = db.updateTable('brokers').set({ revision }).where('broker_name', '=', brokerName);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n) throw new BridgeError('broker_unknown', { detail: brokerName });
  await keepBrokerRevision(change, brokerName, before, note);
  await raiseRevision();
}
