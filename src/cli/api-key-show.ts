import type { Command } from 'commander';
import { addHome, type HomeOptions, homeOf } from './api-key-home.ts';
import { print } from './print.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

export function registerApiKeyShow(apiKey: Command): void {
  addHome(apiKey.command('show').description('Show one key, without its text and secret.'))
    .argument('<keyId>')
    .action(async (home: string, keyId: string, options: HomeOptions) => {
      const shown = await withApp(async (app) => {
        await app.start();
        return shownApiKey(await app.apiKeys.get(homeOf(app, home, options), keyId));
      });
      print(shown, options, JSON.stringify(shown, null, 2));
    });
}
