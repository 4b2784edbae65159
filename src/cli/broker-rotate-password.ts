import type { Command } from 'commander';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { parseOverlapHours } from './parse-overlap-hours.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

interface RotateOptions {
  readonly json?: boolean;
  readonly overlapHours: number;
}

export function registerBrokerRotatePassword(broker: Command): void {
  broker
    .command('rotate-password')
    .description(
      'Make a new platform password (call 4.1). The old one, and the tokens it bought, end after the overlap.',
    )
    .argument('<brokerName>')
    .option(
      '--overlap-hours <hours>',
      'how long the old password goes on working; 0 ends it now',
      parseOverlapHours,
      24,
    )
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: RotateOptions) => {
      const { password } = await withApp(async (app) => {
        await app.start();
        const { overlapHours } = options;
        const made = await app.brokers.rotatePlatformPassword(brokerName, overlapHours * 3600, commandLineActor());
        await noteChange(app, {
          ...{ brokerName, action: 'white-label.rotate-password', target: { type: 'white-label', id: brokerName } },
          ...{ newSecrets: ['platformPasswords'], after: { overlapHours } },
        });
        return made;
      });
      const result = { id: brokerName, password, overlapHours: options.overlapHours };
      const text = `New platform password of ${brokerName}: ${password}\nIt is not shown again.`;
      print(result, options, text);
    });
}
