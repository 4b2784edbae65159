import type { Command } from 'commander';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the tables of the record store up to date. `serve` does so at start.')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const applied = await withApp((app) => app.storage.migrate());
      const text = applied.length === 0 ? 'The tables are up to date.' : `Applied: ${applied.join(', ')}`;
      print({ applied }, options, text);
    });
}
