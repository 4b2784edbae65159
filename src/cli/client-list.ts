import type { Command } from 'commander';
import { print, table } from './print.ts';
import { shownClient } from './shown-client.ts';
import { withApp } from './with-app.ts';

export function registerClientList(client: Command): void {
  client
    .command('list')
    .description('List the clients of a broker.')
    .argument('<brokerName>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: { json?: boolean }) => {
      const items = await withApp(async (app) => {
        await app.start();
        return (await app.oidcClients.list(app.brokers.get(brokerName))).map(shownClient);
      });
      const rows = items.map(({ id, name, enabled, profile, authMethod }) => [
        ...[id, name, enabled ? 'enabled' : 'disabled'],
        ...[profile, authMethod],
      ]);
      const text =
        rows.length === 0
          ? `${brokerName} has no clients.`
          : table(['CLIENT', 'NAME', 'STATE', 'PROFILE', 'PROVES ITSELF BY'], rows);
      print({ items, nextCursor: null }, options, text);
    });
}
