import type { Command } from 'commander';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { shownClient } from './shown-client.ts';
import { withApp } from './with-app.ts';

/** `disable` and `enable`: running bridges follow within a second. */
export function registerClientSwitch(client: Command, name: 'disable' | 'enable', enabled: boolean): void {
  client
    .command(name)
    .description(
      enabled ? 'Serve a client again.' : 'Stop serving a client, and end what was issued to it; its settings stay.',
    )
    .argument('<brokerName>')
    .argument('<clientId>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, clientId: string, options: { json?: boolean }) => {
      await withApp(async (app) => {
        await app.start();
        const broker = app.brokers.get(brokerName);
        const before = shownClient(await app.oidcClients.get(broker, clientId));
        const after = shownClient(await app.oidcClients.update(broker, clientId, { enabled }, commandLineActor()));
        const target = { type: 'oidc-client', id: clientId };
        await noteChange(app, { brokerName, action: `oidc-client.${name}`, target, before, after });
      });
      print({ id: clientId, brokerName, enabled }, options, `${clientId} is ${enabled ? 'enabled' : 'disabled'}.`);
    });
}
