import type { Command } from 'commander';
import { addHome, chainOf, type HomeOptions, homeOf } from './api-key-home.ts';
import { addExpiryOption } from './api-key-settings.ts';
import { noteChange } from './note-change.ts';
import { parseOverlapHours } from './parse-overlap-hours.ts';
import { printIssuedKey } from './print-issued-key.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

interface RotateOptions extends HomeOptions {
  readonly overlapHours: number;
  readonly expiresInDays?: number;
}

export function registerApiKeyRotate(apiKey: Command): void {
  const description =
    'Make a new text and secret of a key, for another 90 days. Those before end after the overlap, older ones at once.';
  const command = addHome(apiKey.command('rotate').description(description))
    .argument('<keyId>')
    .option('--overlap-hours <hours>', 'how long those before go on working; 0 ends them now', parseOverlapHours, 24);
  addExpiryOption(command).action(async (home: string, keyId: string, options: RotateOptions) => {
    const { overlapHours, expiresInDays } = options;
    const issued = await withApp(async (app) => {
      await app.start();
      const keyHome = homeOf(app, home, options);
      const before = shownApiKey(await app.apiKeys.get(keyHome, keyId));
      const made = await app.apiKeys.rotate(keyHome, keyId, {
        overlapSeconds: overlapHours * 3600,
        ...(expiresInDays === undefined ? {} : { expiresInDays }),
      });
      await noteChange(app, {
        ...{ brokerName: chainOf(keyHome), action: 'api-key.rotate', target: { type: 'api-key', id: keyId } },
        ...{ before, after: shownApiKey(made.key) },
      });
      return made;
    });
    printIssuedKey(issued, `Rotated the key ${keyId} of ${home}.`, options);
  });
}
