import type { Command } from 'commander';
import { noteChange } from './note-change.ts';
import { parsePlatformUserId } from './parse-platform-user-id.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerUserEndSessions(user: Command): void {
  user
    .command('end-sessions')
    .description('Log a user out everywhere, at the platform too; whoever has the password can log in again.')
    .argument('<brokerName>')
    .argument('<platformUserId>', 'the platform’s id of the user', parsePlatformUserId)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, platformUserId: number, options: { json?: boolean }) => {
      const isPlatformDone = await withApp(async (app) => {
        await app.start();
        const broker = app.brokers.get(brokerName);
        await app.access.logOut(broker, platformUserId);
        const endedAtPlatform = await app.access.logOutOfPlatform(broker, platformUserId);
        const target = { type: 'platform-user', id: String(platformUserId) };
        await noteChange(app, { brokerName, action: 'user.end-sessions', target, after: { endedAtPlatform } });
        return endedAtPlatform;
      });
      const ended = `The sessions of ${platformUserId} at the bridge have ended`;
      const text = isPlatformDone
        ? `${ended}, and at the platform.`
        : `${ended}. The platform did not take it; try again later.`;
      print({ id: String(platformUserId), brokerName, endedAtPlatform: isPlatformDone }, options, text);
    });
}
