import type { Command } from 'commander';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

/** For when something leaked: running bridges follow within a second. */
export function registerBrokerEndSessions(broker: Command): void {
  broker
    .command('end-sessions')
    .description('End every session of a white label: what traders and apps were issued until now is worth nothing.')
    .argument('<brokerName>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: { json?: boolean }) => {
      const endedAtMs = await withApp(async (app) => {
        await app.start();
        await app.brokers.endAllSessions(brokerName, commandLineActor());
        const target = { type: 'white-label', id: brokerName };
        await noteChange(app, { brokerName, action: 'white-label.end-sessions', target });
        return app.brokers.get(brokerName).sessionsEndedAtMs ?? 0;
      });
      const endedAt = new Date(endedAtMs).toISOString();
      print({ id: brokerName, endedAt }, options, `Every session of ${brokerName} has ended.`);
    });
}
