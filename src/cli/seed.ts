import type { Command } from 'commander';
import { loadSeedFile } from '../config/load-seed-file.ts';
import { commandLineActor } from './command-line-actor.ts';
import { leaveUnnoted } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerSeed(program: Command): void {
  program
    .command('seed')
    .description(
      'Add the CRMs, brokers, traders, clients, API keys and staff of a seed file. What exists already stays as it is.',
    )
    .argument('<file>', 'a file like config/brokers.example.json')
    .option('--json', 'answer in JSON')
    .action(async (path: string, options: { json?: boolean }) => {
      const added = await withApp(async (app, settings) => {
        const file = await loadSeedFile(path, settings);
        await app.start();
        // Seeding notes what it adds.
        leaveUnnoted();
        return app.seed(file, commandLineActor());
      });
      const { crms, brokers, traders, clients, apiKeys, staff } = added;
      const counts = [
        ...[`${crms.length} CRMs`, `${brokers.length} brokers`, `${traders} traders`, `${clients} clients`],
        `${apiKeys} API keys and ${staff} members of staff`,
      ];
      const text = `Added ${counts.join(', ')}.`;
      print(added, options, text);
    });
}
