import { loadSeedFile } from './load-seed-file.ts';
import { type Environment, readSettings, type Settings, SettingsError } from './load-settings.ts';
import type { BrokersFile } from './seed-file-types.ts';

/** Everything that a serving bridge is set up with. */
export interface Configuration {
  readonly settings: Settings;
  /** Brokers to add at start. */
  readonly brokersFile: BrokersFile | undefined;
}

/** @throws SettingsError naming every fault of the settings and of the seed file at once. */
export async function loadConfiguration(environment: Environment, projectFolder: string): Promise<Configuration> {
  const { settings, faults } = readSettings(environment, projectFolder);
  const brokers = await readBrokers(settings);
  const all = [...faults, ...brokers.faults];
  if (all.length > 0) throw new SettingsError(all);
  return { settings, brokersFile: brokers.file };
}

interface ReadBrokers {
  readonly file?: BrokersFile;
  readonly faults: readonly string[];
}

async function readBrokers(settings: Settings): Promise<ReadBrokers> {
  if (settings.brokersFile === undefined) return { faults: [] };
  try {
    return { file: await loadSeedFile(settings.brokersFile, settings), faults: [] };
  } catch (error) {
    if (error instanceof SettingsError) return { faults: error.faults };
    throw error;
  }
}
