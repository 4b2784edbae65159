import type { Command } from 'commander';
import { BridgeError } from '../errors/bridge-error.ts';
import { caseOutput, documentOutput } from './kyc-output.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerKycShow(kyc: Command): void {
  kyc
    .command('show')
    .description('Show the case of one user, and what documents there are.')
    .argument('<brokerName>')
    .argument('<userId>', 'as `kyc list` shows it')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, userId: string, options: { json?: boolean }) => {
      const shown = await withApp(async (app) => {
        await app.start();
        const broker = app.brokers.get(brokerName);
        const found = await app.kyc.find(broker, userId);
        if (!found && !(await app.users.findAnyById(brokerName, userId))) throw new BridgeError('user_unknown');
        const state = found ? caseOutput(found) : { id: userId, brokerName, state: 'not_started' };
        return { ...state, documents: (await app.kyc.listDocuments(broker, userId)).map(documentOutput) };
      });
      print(shown, options, JSON.stringify(shown, null, 2));
    });
}
