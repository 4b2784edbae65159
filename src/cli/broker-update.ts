import type { Command } from 'commander';
import { loadBrokerChange, type SettingChange } from '../config/load-broker-change.ts';
import { commandLineActor } from './command-line-actor.ts';
import { print } from './print.ts';
import { settingsOfBroker } from './settings-of-broker.ts';
import { toBrokerChange } from './to-broker-change.ts';
import { withApp } from './with-app.ts';

interface UpdateOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function registerBrokerUpdate(broker: Command): void {
  broker
    .command('update')
    .description('Change settings of a broker; running bridges follow within a second.')
    .argument('<brokerName>')
    .argument('<file>', 'JSON with the settings that change, in the shape of the seed file; the others stay')
    .option('--dry-run', 'show what would change, and save nothing')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, path: string, { dryRun = false, ...options }: UpdateOptions) => {
      const changes = await withApp(async (app, settings) => {
        await app.start();
        const current = app.brokers.get(brokerName);
        const loaded = await loadBrokerChange(path, settings, brokerName, settingsOfBroker(current));
        const change = toBrokerChange(current, loaded.settings, loaded.changes);
        if (dryRun) await app.brokers.checkChange(brokerName, change);
        else if (loaded.changes.length > 0) await app.brokers.update(brokerName, change, { actor: commandLineActor() });
        return loaded.changes;
      });
      print({ id: brokerName, dryRun, changes }, options, sayChanges(brokerName, changes, dryRun));
    });
}

function sayChanges(brokerName: string, changes: readonly SettingChange[], dryRun: boolean): string {
  if (changes.length === 0) return `Nothing changes of ${brokerName}.`;
  const lines = changes.map(({ field, before, after }) => `${field}: ${sayValue(before)} → ${sayValue(after)}`);
  const end = dryRun ? 'Nothing was saved.' : `${brokerName} is changed. Running bridges follow within a second.`;
  return [...lines, end].join('\n');
}

const MOST_SHOWN = 80;

/** An image is thousands of characters long. */
function sayValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)` : text;
}
