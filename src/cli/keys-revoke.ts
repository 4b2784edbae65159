import type { Command } from 'commander';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerKeysRevoke(keys: Command): void {
  keys
    .command('revoke')
    .description('Take a signing key away now; nothing that it signed is accepted any more. For one that leaked.')
    .argument('<brokerName>')
    .argument('<keyId>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, keyId: string, options: { json?: boolean }) => {
      await withApp(async (app) => {
        await app.start();
        await app.signingKeys.revoke(app.brokers.get(brokerName), keyId, commandLineActor());
        const target = { type: 'signing-key', id: keyId };
        await noteChange(app, { brokerName, action: 'signing-key.revoke', target });
      });
      const text = [
        `The key ${keyId} of ${brokerName} is not published any more.`,
        'Whoever fetches the keys anew refuses what it signed; apps that keep them for a while go on accepting it until then.',
      ].join('\n');
      print({ id: keyId, brokerName, revoked: true }, options, text);
    });
}
