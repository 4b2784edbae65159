import type { Command } from 'commander';
import { addHome, type HomeOptions, homeOf } from './api-key-home.ts';
import { print } from './print.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

export function registerApiKeyRevoke(apiKey: Command): void {
  addHome(apiKey.command('revoke').description('End a key for good, from the next request on.'))
    .argument('<keyId>')
    .action(async (home: string, keyId: string, options: HomeOptions) => {
      const revoked = await withApp(async (app) => {
        await app.start();
        return shownApiKey(await app.apiKeys.revoke(homeOf(app, home, options), keyId));
      });
      print(revoked, options, `${keyId} is revoked.`);
    });
}
