import { isPrivateHost } from '../lib/is-private-host.ts';
import { checkBrokersFile, loadBrokersFile, readBrokersFile } from './brokers-file.ts';
import { type Settings, SettingsError } from './load-settings.ts';
import type { SeedClient } from './seed-client-types.ts';
import type { BrokersFile, SeedBroker } from './seed-file-types.ts';

/**
 * Reads a seed file for a bridge with these settings. Production mode fills no placeholder in.
 *
 * @throws SettingsError naming every fault, in production mode also every example that the file still holds, every
 *   address that is not https, and every cashier in a private network.
 */
export async function loadSeedFile(
  path: string,
  { mode, simulatorUrl }: Pick<Settings, 'mode' | 'simulatorUrl'>,
): Promise<BrokersFile> {
  if (mode !== 'production') return loadBrokersFile(path, { simulatorUrl });
  const json = await readBrokersFile(path, {});
  if (isSandbox(json)) throw sandboxFault(path);
  const file = checkBrokersFile(json, path);
  if (file.sandbox) throw sandboxFault(path);
  const faults = [...file.brokers.flatMap(productionFaultsOf), ...exampleStaffIn(file)];
  if (faults.length > 0) throw new SettingsError(faults.map((fault) => `${path}: ${fault}`));
  return file;
}

/** @returns What production mode does not take of a broker, in sentences. */
export function productionFaultsOf(broker: SeedBroker): string[] {
  return [...examplesIn(broker), ...testKeysIn(broker), ...openAddressesIn(broker), ...privateAddressesIn(broker)];
}

/** Asked before anything else is checked: of the examples nothing is worth mending. */
function isSandbox(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'sandbox' in json && json.sandbox === true;
}

function sandboxFault(path: string): SettingsError {
  return new SettingsError([`${path}: holds sandbox examples. Production mode takes only a file of your own.`]);
}

/** Every secret of the example file begins with one of these words. */
export const EXAMPLE_SECRET = /^sandbox-/i;

function examplesIn({ brokerName, platformPassword, platform, payments, ...broker }: SeedBroker): string[] {
  const { traders, clients, apiKeys } = broker;
  const secrets = [
    { name: 'platformPassword', secret: platformPassword },
    { name: 'platform.managerPassword', secret: platform.managerPassword },
    ...(payments.cashier.kind === 'redirect'
      ? [{ name: 'payments.cashier.secret', secret: payments.cashier.secret }]
      : []),
    ...traders.map(({ email, password }) => ({ name: `password of ${email}`, secret: password })),
    ...clients.map(({ id, secret = '' }) => ({ name: `secret of the client ${id}`, secret })),
    ...apiKeys.map(({ name, secret = '' }) => ({ name: `secret of the API key ${name}`, secret })),
  ];
  return secrets
    .filter(({ secret }) => EXAMPLE_SECRET.test(secret))
    .map(({ name }) => `the ${name} of ${brokerName} is the sandbox's example. Put one of your own there.`);
}

function exampleStaffIn({ staff = [] }: BrokersFile): string[] {
  return staff
    .filter(({ password }) => EXAMPLE_SECRET.test(password))
    .map(({ email }) => `the password of ${email} is the sandbox's example. Put one of your own there.`);
}

function testKeysIn({ brokerName, apiKeys }: SeedBroker): string[] {
  return apiKeys.flatMap(({ key, name, expiresInDays }) => [
    ...(/^.k_test_/.test(key)
      ? [`the API key ${name} of ${brokerName} is one of the sandbox. Give one that begins with bk_live_ or pk_live_.`]
      : []),
    ...(expiresInDays === null
      ? [`the API key ${name} of ${brokerName} is without end. Give expiresInDays, or leave it out.`]
      : []),
  ]);
}

/** Managers' passwords, one-time tokens and framed forms all travel there, so loopback is no exception. */
function openAddressesIn({ brokerName, platform, screens, actions, payments, clients }: SeedBroker): string[] {
  const addresses = [
    { name: 'platform.baseUrl', address: platform.baseUrl },
    { name: 'screens.successUrl', address: screens.successUrl },
    ...(['landingUrl', 'embeddedPlatformUrl'] as const).flatMap((name) => {
      const address = screens[name];
      return address === null ? [] : [{ name: `screens.${name}`, address }];
    }),
    ...Object.entries(actions).flatMap(([action, setting]) =>
      setting.kind === 'external' ? [{ name: `actions.${action}.template`, address: setting.template }] : [],
    ),
    ...cashierAddressesOf(payments.cashier),
    ...clients.flatMap(calledAddressesOf),
    ...screens.frameOrigins.map((address, index) => ({ name: `screens.frameOrigins.${index}`, address })),
  ];
  return addresses
    .filter(({ address }) => !/^https:\/\//i.test(address))
    .map(({ name }) => `the ${name} of ${brokerName} is not an https address. Give one that begins with https://.`);
}

/** The bridge speaks to these servers, and names alone can be looked up later. */
function privateAddressesIn({ brokerName, payments, clients }: SeedBroker): string[] {
  return [...cashierAddressesOf(payments.cashier), ...clients.flatMap(calledAddressesOf)]
    .filter(({ address }) => isPrivateHost(URL.parse(address.replaceAll(/[{}]/g, ''))?.hostname ?? ''))
    .map(({ name }) => `the ${name} of ${brokerName} leads to a private network. Give one on the public internet.`);
}

function cashierAddressesOf(cashier: SeedBroker['payments']['cashier']) {
  if (cashier.kind !== 'redirect') return [];
  const { template, payoutUrl } = cashier;
  return [
    { name: 'payments.cashier.template', address: template },
    ...(payoutUrl === null ? [] : [{ name: 'payments.cashier.payoutUrl', address: payoutUrl }]),
  ];
}

function calledAddressesOf({ id, backchannelLogoutUri, jwksUri }: SeedClient) {
  return Object.entries({ backchannelLogoutUri, jwksUri }).flatMap(([name, address]) =>
    typeof address === 'string' ? [{ name: `${name} of the client ${id}`, address }] : [],
  );
}
