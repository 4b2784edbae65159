import type { Broker, Crm } from './broker.ts';

/** All brokers, in memory: identifying one costs no store round trip. */
export interface BrokerDirectory {
  find(brokerName: string): Broker | undefined;
  /** @param host - In lower case, without port. */
  findByHost(host: string): Broker | undefined;
  findCrm(brokerCrmName: string): Crm | undefined;
  listCrms(): readonly Crm[];
  /** @returns Sorted by name. */
  list(): readonly Broker[];
  /** The revision of the records that this copy holds. */
  revision(): number;
  replaceCrms(crms: readonly Crm[]): void;
  /** Takes in the brokers that were added or changed up to a revision. */
  apply(brokers: readonly Broker[], upToRevision: number): void;
}

export function createBrokerDirectory(): BrokerDirectory {
  const brokers = new Map<string, Broker>();
  let byHost = new Map<string, Broker>();
  let crms = new Map<string, Crm>();
  let sorted: readonly Broker[] = [];
  let revision = 0;

  return {
    find: (brokerName) => brokers.get(brokerName),
    findByHost: (host) => byHost.get(host),
    findCrm: (brokerCrmName) => crms.get(brokerCrmName),
    listCrms: () => [...crms.values()],
    list: () => sorted,
    revision: () => revision,
    replaceCrms(all) {
      crms = new Map(all.map((crm) => [crm.brokerCrmName, crm]));
    },
    apply(changed, upToRevision) {
      revision = upToRevision;
      for (const broker of changed) brokers.set(broker.brokerName, broker);
      sorted = [...brokers.values()].sort((left, right) => (left.brokerName < right.brokerName ? -1 : 1));
      byHost = new Map(sorted.flatMap((broker) => broker.hosts.map((host) => [host, broker] as const)));
    },
  };
}
