import type { Command } from 'commander';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

/** `disable` and `enable`: running bridges follow within a second. */
export function registerBrokerSwitch(broker: Command, name: 'disable' | 'enable', enabled: boolean): void {
  broker
    .command(name)
    .description(enabled ? 'Serve a broker again.' : 'Stop serving a broker; nothing of it is deleted.')
    .argument('<brokerName>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: { json?: boolean }) => {
      await withApp(async (app) => {
        await app.start();
        const before = app.brokers.snapshotOf(brokerName);
        await app.brokers.update(brokerName, { enabled }, { actor: commandLineActor() });
        const target = { type: 'white-label', id: brokerName };
        const after = app.brokers.snapshotOf(brokerName);
        await noteChange(app, { brokerName, action: `white-label.${name}`, target, before, after });
      });
      print({ id: brokerName, enabled }, options, `${brokerName} is ${enabled ? 'enabled' : 'disabled'}.`);
    });
}
