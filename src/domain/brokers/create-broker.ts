import { BridgeError } from '../../errors/bridge-error.ts';
import { addBroker, type NewBroker } from './add-broker.ts';
import type { BrokerDirectory } from './broker-directory.ts';
import type { BrokerFault } from './broker-fault.ts';
import type { ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { faultsOfNew } from './faults-of-broker.ts';

/**
 * Adds a white label that must not exist yet, with everything that a form demands.
 *
 * @throws `broker_invalid`, naming the first field; `broker_exists`
 */
export async function createBroker(
  dependencies: BrokersDependencies,
  directory: BrokerDirectory,
  draft: NewBroker,
  actor?: ChangeActor,
): Promise<void> {
  refuseFaults(await faultsOfNew(dependencies, directory, draft));
  // Another process may have been quicker.
  if (!(await addBroker(dependencies, directory, draft, actor))) throw taken('brokerName');
}

/** @throws `broker_invalid`, `broker_exists` */
export function refuseFaults([fault]: readonly BrokerFault[]): void {
  if (!fault) return;
  const { field, reason } = fault;
  if (reason === 'is taken') throw taken(field);
  throw new BridgeError('broker_invalid', { field, reason });
}

function taken(field: string): BridgeError {
  return new BridgeError('broker_exists', { field });
}
