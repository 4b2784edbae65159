import { join } from 'node:path';
import type { App } from './app.ts';
import { loadBrokersFile } from './config/brokers-file.ts';
import { SettingsError } from './config/load-settings.ts';
import type { SeedBroker } from './config/seed-file-types.ts';
import type { SeedStaffMember } from './config/seed-staff-types.ts';
import { createPasswordHasher, type PasswordHasher } from './lib/password-hash.ts';
import { hashToken } from './lib/secrets.ts';

const EXAMPLE_FILE = 'config/brokers.example.json';

/**
 * Keeps production mode off a store that sandbox mode filled: the passwords of those brokers, of their traders and of staff,
 * and the secrets of their clients and API keys stand in a public file. A broker that was disabled since, or got another password,
 * still has the traders.
 *
 * @throws SettingsError
 */
export async function refuseExampleBrokers(app: App, projectFolder: string): Promise<void> {
  const { brokers: examples, staff = [] } = await loadBrokersFile(join(projectFolder, EXAMPLE_FILE), {
    simulatorUrl: 'http://localhost',
  });
  const hasher = createPasswordHasher();
  const faults: string[] = [];
  for (const example of examples) {
    const isFound =
      (await hasPlatformPassword(app, hasher, example)) ||
      (await hasTrader(app, hasher, example)) ||
      (await hasClient(app, example)) ||
      (await hasApiKey(app, example));
    if (!isFound) continue;
    faults.push(`The records hold ${example.brokerName} of the sandbox. Give production mode a store of its own.`);
  }
  for (const example of staff) {
    if (!(await hasMember(app, hasher, example))) continue;
    faults.push(`The records hold ${example.email} of the sandbox. Give production mode a store of its own.`);
  }
  if (faults.length > 0) throw new SettingsError(faults);
}

async function hasPlatformPassword({ brokers }: App, hasher: PasswordHasher, example: SeedBroker): Promise<boolean> {
  for (const { hash } of brokers.find(example.brokerName)?.platformPasswords ?? []) {
    if (await hasher.verify(hash, example.platformPassword)) return true;
  }
  return false;
}

async function hasTrader({ storage }: App, hasher: PasswordHasher, example: SeedBroker): Promise<boolean> {
  for (const { email, password } of example.traders) {
    const user = await storage.users.findAnyByEmail(example.brokerName, email);
    if (user && (await hasher.verify(user.passwordHash, password))) return true;
  }
  return false;
}

async function hasClient({ storage }: App, { brokerName, clients }: SeedBroker): Promise<boolean> {
  const examples = clients.flatMap(({ secret }) => (secret === undefined ? [] : [hashToken(secret)]));
  const kept = await storage.oidcClients.list(brokerName);
  return kept.some(({ secrets }) => secrets.some(({ hash }) => examples.includes(hash)));
}

async function hasApiKey({ apiKeys }: App, { brokerName, apiKeys: examples }: SeedBroker): Promise<boolean> {
  for (const { key } of examples) {
    if (await apiKeys.hasGivenText({ kind: 'broker', brokerName }, key)) return true;
  }
  return false;
}

async function hasMember({ storage }: App, hasher: PasswordHasher, example: SeedStaffMember): Promise<boolean> {
  const hash = (await storage.staff.findByEmail(example.email))?.passwordHash ?? null;
  return hash !== null && hasher.verify(hash, example.password);
}
