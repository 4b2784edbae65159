import type { Command } from 'commander';
import { loadSeedFile } from '../config/load-seed-file.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerBrokerAdd(broker: Command): void {
  broker
    .command('add')
    .description('Add the brokers of a file; a name that is taken is refused, and then nothing is added.')
    .argument('<file>', 'a file like config/brokers.example.json')
    .option('--json', 'answer in JSON')
    .action(async (path: string, options: { json?: boolean }) => {
      const added = await withApp(async (app, settings) => {
        const file = await loadSeedFile(path, settings);
        await app.start();
        const taken = file.brokers.find(({ brokerName }) => app.brokers.find(brokerName));
        if (taken) throw new BridgeError('broker_exists', { field: taken.brokerName });
        return app.seed(file);
      });
      print(added, options, `Added: ${added.brokers.join(', ')}`);
    });
}
