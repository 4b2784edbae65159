import type { Schema } from 'joi';
import { checkFile, readBrokersFile } from './brokers-file.ts';
import { EXAMPLE_SECRET } from './load-seed-file.ts';
import { type Settings, SettingsError } from './load-settings.ts';
import { seedClient, seedClientChange } from './seed-client-schema.ts';
import type { SeedClient, SeedClientChange } from './seed-client-types.ts';

/** What a command says of a client: a file, single settings that go before those of the file, or both. */
export interface ClientSource {
  readonly path: string | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
}

type Mode = Pick<Settings, 'mode' | 'simulatorUrl'>;

const FIXED: Readonly<Record<string, string>> = {
  id: 'cannot be changed',
  brokerName: 'cannot be changed',
  secret: 'is changed by `drawbridge client rotate-secret`',
};

/**
 * A new OpenID client, in the shape of the seed file.
 *
 * @throws SettingsError naming every fault, in production mode also a secret of the examples.
 */
export async function loadClient(source: ClientSource, mode: Mode): Promise<SeedClient> {
  const client = check<SeedClient>(seedClient, await read(source, mode), source);
  if (mode.mode === 'production' && EXAMPLE_SECRET.test(client.secret ?? '')) {
    throw faultsOf(source, ['secret is the sandbox’s example. Put one of your own there, or leave it out.']);
  }
  return client;
}

/** What changes of an OpenID client, in the same shape. @throws SettingsError naming every fault. */
export async function loadClientChange(source: ClientSource, mode: Mode): Promise<SeedClientChange> {
  const part = await read(source, mode);
  const fixed = Object.keys(part).filter((name) => Object.hasOwn(FIXED, name));
  if (fixed.length > 0) {
    throw faultsOf(
      source,
      fixed.map((name) => `${name} ${FIXED[name]}.`),
    );
  }
  return check<SeedClientChange>(seedClientChange, part, source);
}

async function read(source: ClientSource, { mode, simulatorUrl }: Mode): Promise<object> {
  const { path, settings } = source;
  if (path === undefined) return settings;
  const part = await readBrokersFile(path, mode === 'production' ? {} : { simulatorUrl });
  if (typeof part === 'object' && part !== null && !Array.isArray(part)) return { ...part, ...settings };
  throw faultsOf(source, ['must be an object that holds the settings of one client.']);
}

function check<Content>(schema: Schema<Content>, json: object, source: ClientSource): Content {
  return checkFile<Content>(schema, json, nameOf(source));
}

function faultsOf(source: ClientSource, faults: readonly string[]): SettingsError {
  return new SettingsError(faults.map((fault) => `${nameOf(source)}: ${fault}`));
}

function nameOf({ path = 'the client' }: ClientSource): string {
  return path;
}
