import type { Command } from 'commander';
import { loadClient } from '../config/load-client.ts';
import { addClientOptions, type ClientOptions, settingsOf } from './client-settings.ts';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { shownClient } from './shown-client.ts';
import { withApp } from './with-app.ts';

interface AddOptions extends ClientOptions {
  readonly id?: string;
  readonly public?: boolean;
}

export function registerClientAdd(client: Command): void {
  const command = client
    .command('add')
    .description('Register a client; running bridges follow within a second.')
    .argument('<brokerName>')
    .argument('[file]', 'JSON with one client, in the shape of the seed file')
    .option('--id <clientId>', 'its client_id')
    .option('--public', 'it runs where it can keep no secret: in a browser, or on a trader’s device');
  addClientOptions(command).action(async (brokerName: string, path: string | undefined, options: AddOptions) => {
    const { client: added, secret } = await withApp(async (app, settings) => {
      const loaded = await loadClient({ path, settings: newSettingsOf(options) }, settings);
      await app.start();
      const made = await app.oidcClients.register(app.brokers.get(brokerName), loaded, commandLineActor());
      const target = { type: 'oidc-client', id: made.client.id };
      await noteChange(app, { brokerName, action: 'oidc-client.add', target, after: shownClient(made.client) });
      return made;
    });
    const text = [
      `Added ${added.id} to ${brokerName}. Running bridges follow within a second.`,
      ...(secret === null ? [] : [`Its secret: ${secret}`, 'It is not shown again.']),
    ];
    print({ ...shownClient(added), secret }, options, text.join('\n'));
  });
}

function newSettingsOf(options: AddOptions) {
  return {
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.public ? { authMethod: 'none' } : {}),
    ...settingsOf(options),
  };
}
