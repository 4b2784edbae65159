import type { Command } from 'commander';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerKeys(program: Command): void {
  const keys = program.command('keys').description('Replace the operator’s encryption keys.');
  keys
    .command('reseal')
    .description('Seal every stored secret with the first of ENCRYPTION_KEYS, so that the others can be taken away.')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const resealed = await withApp(async (app) => {
        await app.start();
        return app.resealSecrets();
      });
      const { brokers, accounts, documents, keyId } = resealed;
      const text = `Sealed again with the key "${keyId}": ${brokers} brokers, ${accounts} trading accounts and ${documents} documents.`;
      print(resealed, options, text);
    });
}
