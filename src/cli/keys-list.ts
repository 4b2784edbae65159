import type { Command } from 'commander';
import { print, table } from './print.ts';
import { signingKeyOutput } from './signing-key-output.ts';
import { withApp } from './with-app.ts';

const HEADINGS = ['KEY', 'ALGORITHM', 'STATE', 'MADE', 'SIGNS FROM', 'PUBLISHED UNTIL'];

export function registerKeysList(keys: Command): void {
  keys
    .command('list')
    .description('List the keys with which the issuer of a broker signs, the oldest first.')
    .argument('<brokerName>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: { json?: boolean }) => {
      const listed = await withApp(async (app) => {
        await app.start();
        return app.signingKeys.list(app.brokers.get(brokerName));
      });
      const items = listed.map((key) => ({ ...signingKeyOutput(key), state: key.state }));
      const rows = items.map((item) => {
        const { id, algorithm, state, createdAt, signsFrom, publishedUntil } = item;
        return [id, algorithm, state, createdAt, signsFrom, publishedUntil ?? 'not foreseen'];
      });
      print({ items, nextCursor: null }, options, table(HEADINGS, rows));
    });
}
