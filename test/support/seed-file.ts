import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from './start-bridge.ts';

/** A seed file as JSON, open for any change. */
// biome-ignore lint/suspicious/noExplicitAny: tests put into it what no type allows.
export type SeedJson = any;

export const EXAMPLE_SEED = join(PROJECT_FOLDER, 'config/brokers.example.json');

/** Writes a changed copy of the example seed. @returns Its path, for `BROKERS_FILE`. */
export function writeSeedFile(folder: string, change: (seed: SeedJson) => void): string {
  const seed: SeedJson = JSON.parse(readFileSync(EXAMPLE_SEED, 'utf8'));
  change(seed);
  const path = join(folder, 'brokers.json');
  writeFileSync(path, JSON.stringify(seed));
  return path;
}
