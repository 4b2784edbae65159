import type { Command } from 'commander';
import { loadBrokersFile } from '../config/brokers-file.ts';
import { SettingsError } from '../config/load-settings.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerSeed(program: Command): void {
  program
    .command('seed')
    .description('Add the CRMs, brokers and traders of a seed file. What exists already stays as it is.')
    .argument('<file>', 'a file like config/brokers.example.json')
    .option('--json', 'answer in JSON')
    .action(async (path: string, options: { json?: boolean }) => {
      const added = await withApp(async (app, settings) => {
        const file = await loadBrokersFile(path, { simulatorUrl: settings.simulatorUrl });
        if (settings.mode === 'production' && file.sandbox) {
          throw new SettingsError([`${path} holds sandbox examples; production mode takes only a file of your own.`]);
        }
        await app.start();
        return app.seed(file);
      });
      const text = `Added ${added.crms.length} CRMs, ${added.brokers.length} brokers and ${added.traders} traders.`;
      print(added, options, text);
    });
}
