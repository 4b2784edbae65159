import type { Command } from 'commander';
import { addHome, type HomeOptions, homeOf } from './api-key-home.ts';
import { addExpiryOption } from './api-key-settings.ts';
import { parseOverlapHours } from './parse-overlap-hours.ts';
import { printIssuedKey } from './print-issued-key.ts';
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
      return app.apiKeys.rotate(homeOf(app, home, options), keyId, {
        overlapSeconds: overlapHours * 3600,
        ...(expiresInDays === undefined ? {} : { expiresInDays }),
      });
    });
    printIssuedKey(issued, `Rotated the key ${keyId} of ${home}.`, options);
  });
}
