import { isDeepStrictEqual } from 'node:util';
import type { Command } from 'commander';
import { addHome, chainOf, type HomeOptions, homeOf } from './api-key-home.ts';
import { type ApiKeyOptions, addApiKeyOptions, addExpiryOption, settingsOf } from './api-key-settings.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

export function registerApiKeyUpdate(apiKey: Command): void {
  const command = addHome(
    apiKey.command('update').description('Change settings of a key, from the next request on; the others stay.'),
  ).argument('<keyId>');
  addExpiryOption(addApiKeyOptions(command)).action(
    async (home: string, keyId: string, options: HomeOptions & ApiKeyOptions) => {
      const { before, after } = await withApp(async (app) => {
        await app.start();
        const keyHome = homeOf(app, home, options);
        const found = shownApiKey(await app.apiKeys.get(keyHome, keyId));
        const updated = shownApiKey(await app.apiKeys.update(keyHome, keyId, settingsOf(options)));
        await noteChange(app, {
          ...{ brokerName: chainOf(keyHome), action: 'api-key.update', target: { type: 'api-key', id: keyId } },
          ...{ before: found, after: updated },
        });
        return { before: found, after: updated };
      });
      const changed = SHOWN_SETTINGS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
      const text =
        changed.length === 0 ? `Nothing changes of ${keyId}.` : `Changed of ${keyId}: ${changed.join(', ')}.`;
      print({ ...after, changed }, options, text);
    },
  );
}

const SHOWN_SETTINGS = ['name', 'scopes', 'ipList', 'requiresSignature', 'expiresAt'] as const;
