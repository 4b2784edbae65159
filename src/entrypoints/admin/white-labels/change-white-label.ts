import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ChangeActor } from '../../../domain/brokers/broker-snapshot.ts';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import type { StaffMember } from '../../../domain/staff/staff-member.ts';
import { BridgeError, type FieldFault } from '../../../errors/bridge-error.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import { type SettingChange, settingChangesBetween } from '../../../lib/setting-changes.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall } from '../admin-operation.ts';
import { showWhiteLabel } from './show-white-label.ts';

export type BrokerChange = Parameters<Brokers['update']>[1];

/**
 * Changes a white label from the revision that the caller saw, and tells every fault at once.
 *
 * @param changeOf - Makes the change of the white label as it is, whatever this process has read of it before.
 * @throws `broker_invalid`, `broker_exists`, `broker_changed_meanwhile`, `broker_changed`, `precondition_failed`
 */
export async function changeWhiteLabel(
  { brokers }: AdminDependencies,
  { broker: { brokerName }, member, ifMatch, reaches }: WhiteLabelCall,
  changeOf: (broker: Broker) => BrokerChange,
  reason?: string,
): Promise<AdminReply> {
  const seen = expectedRevision(ifMatch);
  await brokers.refresh();
  const broker = brokers.get(brokerName);
  const change = changeOf(broker);
  refuseAny(await brokers.check(brokerName, change));
  const changes = brokers.previewChange(brokerName, change);
  // Without one it is what the change was made from, so that nothing comes in between.
  const from = seen ?? broker.revision;
  // What is as asked for already is no change, and makes no revision.
  if (changes.length > 0 || from !== broker.revision) {
    await brokers.update(brokerName, change, { actor: actorOf(member), expectedRevision: from });
  }
  const shown = showWhiteLabel(brokers, broker, reaches);
  const changed = changes.length === 0 ? [] : [{ target: targetOf(broker), changes, reason: reason ?? null }];
  return { body: shown, etag: etagOf(shown), changed };
}

export function actorOf({ id, email }: StaffMember): ChangeActor {
  return { kind: 'staff', id, email };
}

export function targetOf({ brokerName }: Pick<Broker, 'brokerName'>) {
  return { type: 'white-label', id: brokerName };
}

/** Of a new one. Whose it is stands in its history, but not here: whoever reads this log need not know of that broker. */
export function settingsMade(brokers: Pick<Brokers, 'settingsOf'>, brokerName: string): SettingChange[] {
  const { whiteLabelOf: _broker, ...settings } = brokers.settingsOf(brokerName);
  return settingChangesBetween({}, settings);
}

export function secretChange(field: string) {
  return { field, before: '(secret)', after: '(secret)' };
}

/** @throws `broker_invalid` with all of them; nothing when there is none */
export function refuseAny(faults: readonly FieldFault[]): void {
  const [first] = faults;
  if (!first) return;
  const { field, reason } = first;
  throw new BridgeError('broker_invalid', { field, ...(reason === undefined ? {} : { reason }), faults });
}
