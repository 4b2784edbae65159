import type { Command } from 'commander';
import type { App } from '../app.ts';
import { loadBrokerChange } from '../config/load-broker-change.ts';
import type { SettingChange } from '../lib/setting-changes.ts';
import { changeToSettings } from '../transfer/change-to-settings.ts';
import { commandLineActor } from './command-line-actor.ts';
import { leaveUnnoted, noteChange } from './note-change.ts';
import { print } from './print.ts';
import { sayChange } from './say-change.ts';
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
        const current = settingsToChange(app.brokers.settingsOf(brokerName));
        const loaded = await loadBrokerChange(path, settings, brokerName, current);
        const change = changeToSettings(loaded.settings, loaded.changes);
        if (dryRun) await app.brokers.checkChange(brokerName, change);
        if (dryRun || loaded.changes.length === 0) {
          leaveUnnoted();
          return loaded.changes;
        }
        const before = app.brokers.snapshotOf(brokerName);
        await app.brokers.update(brokerName, change, { actor: commandLineActor() });
        await noteChange(app, {
          ...{ brokerName, action: 'white-label.update', target: { type: 'white-label', id: brokerName } },
          ...{ before, after: app.brokers.snapshotOf(brokerName), newSecrets: newSecretsOf(loaded.changes) },
        });
        return loaded.changes;
      });
      print({ id: brokerName, dryRun, changes }, options, sayChanges(brokerName, changes, dryRun));
    });
}

/** What a broker is called, and whose it is, stays. */
function settingsToChange(settings: ReturnType<App['brokers']['settingsOf']>) {
  const { brokerName: _name, brokerCrmName: _crm, whiteLabelOf: _broker, ...changeable } = settings;
  return changeable;
}

/** The snapshots do not hold them. */
function newSecretsOf(changes: readonly SettingChange[]): readonly string[] {
  return changes.filter(({ after }) => after === '(new secret)').map(({ field }) => field);
}

function sayChanges(brokerName: string, changes: readonly SettingChange[], dryRun: boolean): string {
  if (changes.length === 0) return `Nothing changes of ${brokerName}.`;
  const lines = changes.map(sayChange);
  const end = dryRun ? 'Nothing was saved.' : `${brokerName} is changed. Running bridges follow within a second.`;
  return [...lines, end].join('\n');
}
