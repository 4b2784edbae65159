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

export function registerClientRotateSecret(client: Command): void {
  client
    .command('rotate-secret')
    .description('Make a new secret of a client. The one before ends after the overlap, older ones at once.')
    .argument('<brokerName>')
    .argument('<clientId>')
    .option('--overlap-hours <hours>', 'how long the one before goes on working; 0 ends it now', parseOverlapHours, 24)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, clientId: string, options: RotateOptions) => {
      const secret = await withApp(async (app) => {
        await app.start();
        const { overlapHours } = options;
        const broker = app.brokers.get(brokerName);
        const made = await app.oidcClients.rotateSecret(broker, clientId, overlapHours * 3600, commandLineActor());
        await noteChange(app, {
          ...{ brokerName, action: 'oidc-client.rotate-secret', target: { type: 'oidc-client', id: clientId } },
          ...{ newSecrets: ['secrets'], after: { overlapHours } },
        });
        return made;
      });
      const result = { id: clientId, brokerName, secret, overlapHours: options.overlapHours };
      print(result, options, `New secret of ${clientId}: ${secret}\nIt is not shown again.`);
    });
}
