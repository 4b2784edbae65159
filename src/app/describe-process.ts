import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessDescription } from '../entrypoints/admin/settings/process-description.ts';
import type { Parts } from './open-parts.ts';

/** What the console shows of this process and its stores. */
export function createDescribeProcess(parts: Parts): ProcessDescription {
  const { settings, storage, keyRing, clock, projectFolder } = parts;
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
  const startedAtMs = clock.nowMs();
  return {
    ...{ version, nodeVersion: process.versions.node, mode: settings.mode, startedAtMs, settings: settings.shown },
    encryptionKeys: settings.encryptionKeys.map(({ id }) => ({ id, isCurrent: id === keyRing.currentKeyId })),
    stores: async () => {
      const { records, expiring } = storage.describe();
      const answers = await storage.ping();
      return {
        records: { engine: records, answers: answers.records },
        expiring: { engine: expiring, answers: answers.expiring },
      };
    },
    migrations: storage.listMigrations,
  };
}
