import type { BrokersFile, SeedTrader } from './config/seed-file-types.ts';
import type { Broker } from './domain/brokers/broker.ts';
import type { Brokers } from './domain/brokers/brokers.ts';
import type { Trading } from './domain/trading/trading.ts';
import type { Users } from './domain/users/users.ts';
import { BridgeError, isBridgeError } from './errors/bridge-error.ts';

/** What a seed file added; what existed already was left as it is. */
export interface SeedReport {
  readonly crms: string[];
  readonly brokers: string[];
  /** How many. */
  readonly traders: number;
}

export interface SeedDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly trading: Trading;
}

/** Brings in a seed file. Doing it twice changes nothing. */
export async function seedBrokers(dependencies: SeedDependencies, file: BrokersFile): Promise<SeedReport> {
  const { brokers } = dependencies;
  const report: SeedReport = { crms: [], brokers: [], traders: 0 };
  let traders = 0;
  for (const crm of file.crms) {
    if (await brokers.addCrm(crm)) report.crms.push(crm.brokerCrmName);
  }
  for (const { traders: seedTraders, ...broker } of file.brokers) {
    if (await addBroker(brokers, broker)) report.brokers.push(broker.brokerName);
    for (const trader of seedTraders) {
      if (await seedTrader(dependencies, brokers.get(broker.brokerName), trader)) traders += 1;
    }
  }
  return { ...report, traders };
}

/** A file can hold many brokers, so a field alone would not say what to correct. */
async function addBroker(brokers: Brokers, broker: Parameters<Brokers['add']>[0]): Promise<boolean> {
  try {
    return await brokers.add(broker);
  } catch (error) {
    if (!isBridgeError(error, 'broker_invalid', 'broker_exists')) throw error;
    throw new BridgeError(error.code, { field: `${broker.brokerName}: ${error.field}`, cause: error });
  }
}

async function seedTrader({ users, trading }: SeedDependencies, broker: Broker, trader: SeedTrader): Promise<boolean> {
  const { accounts, ...person } = trader;
  const user = await users.import(broker, person);
  if (!user) return false;
  for (const account of accounts) await trading.import(broker, user, account);
  return true;
}
