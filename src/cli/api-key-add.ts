import type { Command } from 'commander';
import { addHome, chainOf, type HomeOptions, homeOf } from './api-key-home.ts';
import { type ApiKeyOptions, addApiKeyOptions, addExpiryOption, settingsOf } from './api-key-settings.ts';
import { noteChange } from './note-change.ts';
import { printIssuedKey } from './print-issued-key.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

interface AddOptions extends HomeOptions, ApiKeyOptions {
  readonly publishable?: boolean;
}

export function registerApiKeyAdd(apiKey: Command): void {
  const command = addHome(apiKey.command('add').description('Make a key. It ends after 90 days, if nothing is said.'));
  command.option('--publishable', 'it only says who calls, and may stand in a web page');
  addExpiryOption(addApiKeyOptions(command)).action(async (home: string, options: AddOptions) => {
    const { name = '', scopes = [], ...settings } = settingsOf(options);
    const issued = await withApp(async (app) => {
      await app.start();
      const kind = options.publishable ? 'publishable' : 'secret';
      const keyHome = homeOf(app, home, options);
      const made = await app.apiKeys.create({ home: keyHome, kind, name, scopes, ...settings });
      await noteChange(app, {
        ...{ brokerName: chainOf(keyHome), action: 'api-key.add', target: { type: 'api-key', id: made.key.id } },
        after: shownApiKey(made.key),
      });
      return made;
    });
    printIssuedKey(issued, `Made the key ${issued.key.id} of ${home}.`, options);
  });
}
