import type { Command } from 'commander';
import type { App } from '../app.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { registrationOutput } from './registration-output.ts';
import { withApp } from './with-app.ts';

type Decision = Parameters<App['developerRegistrations']['decide']>[2];

interface DecideOptions {
  readonly by: string;
  readonly reason?: string;
  readonly json?: boolean;
}

/** `approve` and `refuse`. */
export function registerRegistrationDecide(registration: Command): void {
  registration
    .command('approve')
    .description('Give a developer a pair of test keys. They are shown once.')
    .argument('<brokerName>')
    .argument('<registrationId>', 'as `registration list` shows it')
    .requiredOption('--by <name>', 'who decides; kept with the registration')
    .option('--reason <text>', 'kept with the registration')
    .option('--json', 'answer in JSON')
    .action((brokerName: string, registrationId: string, options: DecideOptions) =>
      decide(brokerName, registrationId, 'approve', options),
    );
  registration
    .command('refuse')
    .description('Give a developer no keys.')
    .argument('<brokerName>')
    .argument('<registrationId>', 'as `registration list` shows it')
    .requiredOption('--reason <text>', 'kept with the registration')
    .requiredOption('--by <name>', 'who decides; kept with the registration')
    .option('--json', 'answer in JSON')
    .action((brokerName: string, registrationId: string, options: DecideOptions) =>
      decide(brokerName, registrationId, 'refuse', options),
    );
}

async function decide(
  brokerName: string,
  registrationId: string,
  decision: Decision['decision'],
  { by: decidedBy, reason, ...options }: DecideOptions,
): Promise<void> {
  const { registration, keys } = await withApp(async (app) => {
    await app.start();
    const broker = app.brokers.get(brokerName);
    const before = await app.developerRegistrations.get(broker, registrationId);
    const word = { decision, reason: reason ?? null, decidedBy };
    const decided = await app.developerRegistrations.decide(broker, registrationId, word);
    await noteChange(app, {
      ...{ brokerName, action: `registration.${decision}`, target: { type: 'registration', id: registrationId } },
      ...{ before: registrationOutput(before), after: registrationOutput(decided.registration), reason },
    });
    return decided;
  });
  const shown = keys && {
    publishableKey: keys.publishable.key,
    secretKey: keys.secret.key,
    secret: keys.secret.secret,
  };
  const lines = Object.entries(shown ?? {}).map(([name, text]) => `${name}: ${text}`);
  const text = [`The registration of ${registration.company} is ${registration.state}.`, ...lines].join('\n');
  print({ ...registrationOutput(registration), keys: shown }, options, text);
}
