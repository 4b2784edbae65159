import type { Command } from 'commander';
import { noteChange } from './note-change.ts';
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
        const report = await app.resealSecrets();
        const target = { type: 'encryption-key', id: report.keyId };
        await noteChange(app, { brokerName: null, action: 'encryption-key.reseal', target, after: report });
        return report;
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
