import type { Command } from 'commander';
import { addHome, type HomeOptions, homeOf } from './api-key-home.ts';
import { type ApiKeyOptions, addApiKeyOptions, addExpiryOption, settingsOf } from './api-key-settings.ts';
import { printIssuedKey } from './print-issued-key.ts';
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
      return app.apiKeys.create({ home: homeOf(app, home, options), kind, name, scopes, ...settings });
    });
    printIssuedKey(issued, `Made the key ${issued.key.id} of ${home}.`, options);
  });
}
