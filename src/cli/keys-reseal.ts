import type { Command } from 'commander';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerKeysReseal(keys: Command): void {
  keys
    .command('reseal')
    .description('Seal every stored secret with the first of ENCRYPTION_KEYS, so that the others can be taken away.')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const resealed = await withApp(async (app) => {
        await app.start();
        return app.resealSecrets();
      });
      const { brokers, accounts, documents, signingKeys, apiKeys, webhooks, staff, keyId } = resealed;
      const counts = [
        ...[`${brokers} brokers`, `${accounts} trading accounts`, `${documents} documents`],
        ...[
          `${signingKeys} signing keys`,
          `${apiKeys} API keys`,
          `${webhooks} webhooks and ${staff} authenticator apps`,
        ],
      ];
      const text = `Sealed again with the key "${keyId}": ${counts.join(', ')}.`;
      print(resealed, options, text);
    });
}
