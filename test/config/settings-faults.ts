import { type Environment, loadSettings, SettingsError } from '../../src/config/load-settings.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

/** @returns What is wrong with these settings; none when they are good. */
export function faultsOf(environment: Environment): readonly string[] {
  try {
    loadSettings(environment, PROJECT_FOLDER);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

/** The variable that each fault begins with. */
export function variablesIn(faults: readonly string[]): string[] {
  return faults.map((fault) => fault.split(' ')[0] ?? '');
}
