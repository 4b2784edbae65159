import type { Command } from 'commander';
import type { App } from '../app.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import type { KycCase } from '../domain/kyc/kyc-case.ts';
import { caseOutput } from './kyc-output.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

interface DecideOptions {
  readonly by: string;
  readonly json?: boolean;
}

/** `approve` and `refuse`. */
export function registerKycDecide(kyc: Command): void {
  kyc
    .command('approve')
    .description('Say that the documents of a user prove who it is.')
    .argument('<brokerName>')
    .argument('<userId>', 'as `kyc list` shows it')
    .requiredOption('--by <name>', 'who decides; kept with the case')
    .option('--json', 'answer in JSON')
    .action((brokerName: string, userId: string, options: DecideOptions) =>
      decide(brokerName, userId, options, (app, broker) => app.kyc.approve(broker, userId, options)),
    );
  kyc
    .command('refuse')
    .description('Refuse the documents of a user, who can hand in others then.')
    .argument('<brokerName>')
    .argument('<userId>', 'as `kyc list` shows it')
    .requiredOption('--reason <text>', 'why; the trader reads it')
    .requiredOption('--by <name>', 'who decides; kept with the case')
    .option('--json', 'answer in JSON')
    .action((brokerName: string, userId: string, options: DecideOptions & { reason: string }) =>
      decide(brokerName, userId, options, (app, broker) => app.kyc.refuse(broker, userId, options)),
    );
}

async function decide(
  brokerName: string,
  userId: string,
  options: DecideOptions & { readonly reason?: string },
  job: (app: App, broker: Broker) => Promise<KycCase>,
): Promise<void> {
  const decided = await withApp(async (app) => {
    await app.start();
    const broker = app.brokers.get(brokerName);
    const before = await app.kyc.find(broker, userId);
    const after = await job(app, broker);
    await noteChange(app, {
      ...{ brokerName, action: `kyc.${after.state}`, target: { type: 'kyc-case', id: userId } },
      ...{ before: before && caseOutput(before), after: caseOutput(after), reason: options.reason },
    });
    return after;
  });
  print(caseOutput(decided), options, `The case of ${decided.userId} is ${decided.state}.`);
}
