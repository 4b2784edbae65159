import { type NewBroker, recordOf } from './add-broker.ts';
import type { Broker } from './broker.ts';
import type { BrokerDirectory } from './broker-directory.ts';
import type { BrokerFault } from './broker-fault.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { keepPublished } from './check-agreements.ts';
import { checkBroker } from './check-broker.ts';
import { checkPublicAddresses } from './check-public-addresses.ts';
import { collectFaults, type Demand } from './require-field.ts';
import { type BrokerChange, mergeChange, onlyChanged } from './update-broker.ts';

const LEAST_PASSWORD_LENGTH = 12;
const LEAST_MANAGER_PASSWORD_LENGTH = 8;
const LEAST_CASHIER_SECRET_LENGTH = 16;

/** Where the console has pages of its own among those of white labels; a white label of that name could not be looked at. */
const CONSOLE_NAMES: ReadonlySet<string> = new Set(['new', 'export', 'import']);

type Kept = Pick<BrokersDependencies, 'keyRing' | 'clock' | 'publicOnly' | 'ownHost'>;

/** @returns Everything that is wrong with a white label that is to be, each with its field. */
export function faultsOfNew(kept: Kept, directory: BrokerDirectory, draft: NewBroker): Promise<BrokerFault[]> {
  const { brokerName, brokerCrmName, platformPassword, platform } = draft;
  return collectFaults(async (demand) => {
    const isFree = directory.find(brokerName) === undefined && !CONSOLE_NAMES.has(brokerName.toLowerCase());
    demand(isFree, 'brokerName', 'is taken');
    const record = recordOf(kept.keyRing, draft);
    await checkBroker(record, demand);
    demand(directory.findCrm(brokerCrmName) !== undefined, 'brokerCrmName', 'names no CRM that there is');
    demandFreeHosts(directory, record, demand);
    demandOwnHosts(kept, record.hosts, demand);
    demandLength(platformPassword, LEAST_PASSWORD_LENGTH, 'platformPassword', demand);
    demandLength(platform.managerPassword, LEAST_MANAGER_PASSWORD_LENGTH, 'platform.managerPassword', demand);
    checkCashierSecret(draft, demand);
    if (kept.publicOnly) checkPublicAddresses(record, demand);
  });
}

/** @returns Everything that is wrong with a change, each with its field. */
export function faultsOfChange(
  kept: Kept,
  directory: BrokerDirectory,
  broker: Broker,
  change: BrokerChange,
): Promise<BrokerFault[]> {
  return collectFaults(async (demand) => {
    const changed = mergeChange(kept, broker, change);
    keepPublished(broker.agreements, changed.agreements, demand);
    await checkBroker(changed, demand);
    demandFreeHosts(directory, changed, demand);
    demandOwnHosts(
      kept,
      changed.hosts.filter((host) => !broker.hosts.includes(host)),
      demand,
    );
    const { managerPassword } = change.platform ?? {};
    if (managerPassword !== undefined) {
      demandLength(managerPassword, LEAST_MANAGER_PASSWORD_LENGTH, 'platform.managerPassword', demand);
    }
    checkCashierSecret(change, demand);
    if (kept.publicOnly) checkPublicAddresses(onlyChanged(changed, change), demand);
  });
}

function demandFreeHosts(
  directory: BrokerDirectory,
  broker: Pick<Broker, 'brokerName' | 'hosts'>,
  demand: Demand,
): void {
  const { brokerName, hosts } = broker;
  const isFree = (host: string) => (directory.findByHost(host)?.brokerName ?? brokerName) === brokerName;
  demand(hosts.every(isFree), 'hosts', 'hold one that is taken');
  demand(new Set(hosts).size === hosts.length, 'hosts', 'hold one twice');
}

/**
 * Whoever has a host has all requests to it, whatever white label they name. So it is a name that can be somebody's own, and not one by which
 * the bridge is reached: neither that of its public address, nor an address or a name of the network that it stands in.
 */
function demandOwnHosts({ ownHost }: Kept, hosts: readonly string[], demand: Demand): void {
  const isName = (host: string) => host.includes('.') && !/\.\d+$/.test(host);
  demand(hosts.every(isName), 'hosts', 'must be whole names, such as sso.broker.example');
  demand(ownHost === undefined || !hosts.includes(ownHost), 'hosts', 'hold one that is taken');
}

/** As the seed file demands it. One that is kept was long enough when it came. */
function checkCashierSecret({ payments }: BrokerChange | NewBroker, demand: Demand): void {
  const cashier = payments?.cashier;
  if (cashier?.kind !== 'redirect' || !('secret' in cashier)) return;
  demandLength(cashier.secret, LEAST_CASHIER_SECRET_LENGTH, 'payments.cashier.secret', demand);
}

function demandLength(secret: string, least: number, field: string, demand: Demand): void {
  demand(secret.length >= least, field, `must be at least ${least} characters long`);
}
