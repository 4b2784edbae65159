import type { Command } from 'commander';
import { addHome, chainOf, type HomeOptions, homeOf } from './api-key-home.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

export function registerApiKeyRevoke(apiKey: Command): void {
  addHome(apiKey.command('revoke').description('End a key for good, from the next request on.'))
    .argument('<keyId>')
    .action(async (home: string, keyId: string, options: HomeOptions) => {
      const revoked = await withApp(async (app) => {
        await app.start();
        const keyHome = homeOf(app, home, options);
        const before = shownApiKey(await app.apiKeys.get(keyHome, keyId));
        const after = shownApiKey(await app.apiKeys.revoke(keyHome, keyId));
        const target = { type: 'api-key', id: keyId };
        await noteChange(app, { brokerName: chainOf(keyHome), action: 'api-key.revoke', target, before, after });
        return after;
      });
      print(revoked, options, `${keyId} is revoked.`);
    });
}
