import { datedAgreements } from './config/dated-agreements.ts';
import type { SeedApiKey } from './config/seed-api-key-types.ts';
import type { SeedClient } from './config/seed-client-types.ts';
import type { BrokersFile, SeedTrader } from './config/seed-file-types.ts';
import type { Agreements } from './domain/agreements/agreements.ts';
import type { ApiKeys } from './domain/api-keys/api-keys.ts';
import type { Broker } from './domain/brokers/broker.ts';
import type { ChangeActor } from './domain/brokers/broker-snapshot.ts';
import type { Brokers } from './domain/brokers/brokers.ts';
import type { OidcClients } from './domain/oidc-clients/oidc-clients.ts';
import type { Staff } from './domain/staff/staff.ts';
import type { Trading } from './domain/trading/trading.ts';
import type { Users } from './domain/users/users.ts';
import { BridgeError, isBridgeError } from './errors/bridge-error.ts';
import { seedStaff } from './seed-staff.ts';

/** What a seed file added; what existed already was left as it is. */
export interface SeedReport {
  readonly crms: string[];
  readonly brokers: string[];
  /** How many. */
  readonly traders: number;
  /** How many. */
  readonly clients: number;
  /** How many. */
  readonly apiKeys: number;
  /** How many. */
  readonly staff: number;
}

export interface SeedDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly trading: Trading;
  readonly agreements: Agreements;
  readonly oidcClients: OidcClients;
  readonly apiKeys: ApiKeys;
  readonly staff: Staff;
}

/**
 * Brings in a seed file. Doing it twice changes nothing.
 *
 * @param actor - Who does, for the history of white labels.
 */
export async function seedBrokers(
  dependencies: SeedDependencies,
  file: BrokersFile,
  actor: ChangeActor = { kind: 'bridge' },
): Promise<SeedReport> {
  const { brokers } = dependencies;
  const report: SeedReport = { crms: [], brokers: [], traders: 0, clients: 0, apiKeys: 0, staff: 0 };
  let traders = 0;
  let clients = 0;
  let apiKeys = 0;
  for (const crm of file.crms) {
    if (await brokers.addCrm(crm)) report.crms.push(crm.brokerCrmName);
  }
  for (const { traders: seedTraders, clients: seedClients, apiKeys: seedKeys, ...seed } of file.brokers) {
    const broker = { ...seed, agreements: datedAgreements(seed.agreements) };
    if (await addBroker(brokers, broker, actor)) report.brokers.push(broker.brokerName);
    for (const trader of seedTraders) {
      if (await seedTrader(dependencies, brokers.get(broker.brokerName), trader)) traders += 1;
    }
    clients += await seedClientsOf(dependencies.oidcClients, brokers.get(broker.brokerName), seedClients, actor);
    apiKeys += await seedApiKeysOf(dependencies.apiKeys, brokers.get(broker.brokerName), seedKeys);
  }
  const staff = await seedStaff(dependencies.staff, file.staff ?? []);
  return { ...report, traders, clients, apiKeys, staff };
}

/** A file can hold many brokers, so a field alone would not say what to correct. */
async function addBroker(
  brokers: Brokers,
  broker: Parameters<Brokers['add']>[0],
  actor: ChangeActor,
): Promise<boolean> {
  try {
    return await brokers.add(broker, actor);
  } catch (error) {
    if (!isBridgeError(error, 'broker_invalid', 'broker_exists')) throw error;
    throw new BridgeError(error.code, { field: `${broker.brokerName}: ${error.field}`, cause: error });
  }
}

async function seedTrader(
  { users, trading, agreements }: SeedDependencies,
  broker: Broker,
  trader: SeedTrader,
): Promise<boolean> {
  const { accounts, signedAgreements, ...person } = trader;
  const user = await users.import(broker, person);
  if (!user) return false;
  if (signedAgreements) await agreements.import(broker, user);
  for (const account of accounts) await trading.import(broker, user, account);
  return true;
}

/** @returns How many were added. */
async function seedClientsOf(
  oidcClients: OidcClients,
  broker: Broker,
  clients: readonly SeedClient[],
  actor: ChangeActor,
): Promise<number> {
  const known = new Set((await oidcClients.list(broker)).map(({ id }) => id));
  let added = 0;
  for (const client of clients) {
    if (!known.has(client.id) && (await seedClient(oidcClients, broker, client, actor))) added += 1;
  }
  return added;
}

async function seedClient(
  oidcClients: OidcClients,
  broker: Broker,
  client: SeedClient,
  actor: ChangeActor,
): Promise<boolean> {
  try {
    await oidcClients.register(broker, client, actor);
    return true;
  } catch (error) {
    // Another process brings the same file in.
    if (isBridgeError(error, 'client_exists')) return false;
    if (!isBridgeError(error, 'client_invalid')) throw error;
    const field = `${broker.brokerName}: ${client.id}: ${error.field}`;
    throw new BridgeError(error.code, { field, ...(error.detail ? { detail: error.detail } : {}), cause: error });
  }
}

/** @returns How many were added. A key that was rotated or revoked since is not added again. */
async function seedApiKeysOf(apiKeys: ApiKeys, { brokerName }: Broker, keys: readonly SeedApiKey[]): Promise<number> {
  let added = 0;
  for (const { key: text, expiresInDays, ...key } of keys) {
    const home = { kind: 'broker', brokerName } as const;
    if (await apiKeys.hasGivenText(home, text)) continue;
    try {
      await apiKeys.create({
        ...{ ...key, home, text, kind: text.startsWith('pk_') ? 'publishable' : 'secret' },
        ...(expiresInDays === undefined ? {} : { expiresInDays }),
      });
      added += 1;
    } catch (error) {
      // Another process brings the same file in.
      if (isBridgeError(error, 'api_key_exists') && (await apiKeys.hasGivenText(home, text))) continue;
      if (!isBridgeError(error, 'api_key_exists', 'api_key_invalid_settings')) throw error;
      const field = [brokerName, key.name, ...(error.field === undefined ? [] : [error.field])].join(': ');
      throw new BridgeError(error.code, { field, ...(error.detail ? { detail: error.detail } : {}), cause: error });
    }
  }
  return added;
}
