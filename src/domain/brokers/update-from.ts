import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { type BrokerChange, type UpdateOptions, updateBroker } from './update-broker.ts';

/** How the copy in memory is asked, and brought up to date. */
export interface BrokersCopy {
  /** @throws `broker_unknown` */
  get(brokerName: string): Broker;
  refresh(): Promise<void>;
}

/**
 * Changes a white label that somebody looked at before.
 *
 * @param expectedRevision - Of the white label as they saw it. The store compares it once more when it writes.
 * @throws `broker_unknown`, `broker_invalid`, `broker_exists`, `broker_changed_meanwhile` with the current revision
 */
export async function updateFrom(
  dependencies: BrokersDependencies,
  copy: BrokersCopy,
  { brokerName, expectedRevision }: { readonly brokerName: string; readonly expectedRevision: number },
  change: BrokerChange,
  options: UpdateOptions,
): Promise<void> {
  // Another process may have shown them what this one has yet to read.
  if (copy.get(brokerName).revision !== expectedRevision) await copy.refresh();
  const broker = copy.get(brokerName);
  if (broker.revision !== expectedRevision) throw changedMeanwhile(broker);
  try {
    await updateBroker(dependencies, broker, change, options);
  } catch (error) {
    if (!isBridgeError(error, 'broker_changed')) throw error;
    await copy.refresh();
    throw changedMeanwhile(copy.get(brokerName), error);
  }
}

function changedMeanwhile({ revision }: Broker, cause?: unknown): BridgeError {
  const reason = `it is at revision ${revision} now`;
  return new BridgeError('broker_changed_meanwhile', { field: 'revision', reason, cause });
}
