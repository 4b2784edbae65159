import type { Command } from 'commander';
import { print } from './print.ts';
import { shownClient } from './shown-client.ts';
import { withApp } from './with-app.ts';

export function registerClientShow(client: Command): void {
  client
    .command('show')
    .description('Show one client, without its secrets.')
    .argument('<brokerName>')
    .argument('<clientId>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, clientId: string, options: { json?: boolean }) => {
      const shown = await withApp(async (app) => {
        await app.start();
        return shownClient(await app.oidcClients.get(app.brokers.get(brokerName), clientId));
      });
      print(shown, options, JSON.stringify(shown, null, 2));
    });
}
