import { isDeepStrictEqual } from 'node:util';
import type { Command } from 'commander';
import { loadClientChange } from '../config/load-client.ts';
import { addClientOptions, type ClientOptions, settingsOf } from './client-settings.ts';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { shownClient } from './shown-client.ts';
import { withApp } from './with-app.ts';

export function registerClientUpdate(client: Command): void {
  const command = client
    .command('update')
    .description('Change settings of a client; running bridges follow within a second.')
    .argument('<brokerName>')
    .argument('<clientId>')
    .argument('[file]', 'JSON with the settings that change, in the shape of the seed file; the others stay');
  addClientOptions(command).action(
    async (brokerName: string, clientId: string, path: string | undefined, options: ClientOptions) => {
      const { before, after } = await withApp(async (app, settings) => {
        const change = await loadClientChange({ path, settings: settingsOf(options) }, settings);
        await app.start();
        const broker = app.brokers.get(brokerName);
        const found = await app.oidcClients.get(broker, clientId);
        const updated = await app.oidcClients.update(broker, clientId, change, commandLineActor());
        await noteChange(app, {
          ...{ brokerName, action: 'oidc-client.update', target: { type: 'oidc-client', id: clientId } },
          ...{ before: shownClient(found), after: shownClient(updated) },
        });
        return { before: found, after: updated };
      });
      const changed = Object.keys(after).filter((key) => !isDeepStrictEqual(fieldOf(before, key), fieldOf(after, key)));
      const needsSecret = after.authMethod === 'client_secret' && after.secrets.length === 0;
      const text = [
        changed.length === 0
          ? `Nothing changes of ${clientId}.`
          : `Changed of ${clientId}: ${changed.join(', ')}. Running bridges follow within a second.`,
        ...(needsSecret ? ['It has no secret; make one with `drawbridge client rotate-secret`.'] : []),
      ];
      print({ ...shownClient(after), changed }, options, text.join('\n'));
    },
  );
}

function fieldOf(record: object, key: string): unknown {
  return Object.entries(record).find(([name]) => name === key)?.[1];
}
