import type { Command } from 'commander';
import { BridgeError } from '../errors/bridge-error.ts';
import { noteChange } from './note-change.ts';
import { parsePlatformUserId } from './parse-platform-user-id.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

/** `disable` and `enable`. */
export function registerUserSwitch(user: Command): void {
  user
    .command('disable')
    .description('Let nobody in as a user any more, and end all sessions, at the platform too.')
    .argument('<brokerName>')
    .argument('<platformUserId>', 'the platform’s id of the user', parsePlatformUserId)
    .option('--json', 'answer in JSON')
    .action((brokerName: string, platformUserId: number, options: { json?: boolean }) =>
      switchUser(brokerName, platformUserId, 'disable', options),
    );
  user
    .command('enable')
    .description('Let a user in again.')
    .argument('<brokerName>')
    .argument('<platformUserId>', 'the platform’s id of the user', parsePlatformUserId)
    .option('--json', 'answer in JSON')
    .action((brokerName: string, platformUserId: number, options: { json?: boolean }) =>
      switchUser(brokerName, platformUserId, 'enable', options),
    );
}

async function switchUser(
  brokerName: string,
  platformUserId: number,
  verb: 'disable' | 'enable',
  options: { json?: boolean },
): Promise<void> {
  await withApp(async (app) => {
    await app.start();
    const broker = app.brokers.get(brokerName);
    const user = await app.users.findAnyByPlatformUserId(brokerName, platformUserId);
    if (!user) throw new BridgeError('user_unknown', { field: String(platformUserId) });
    await app.users[verb](broker, user.id, null);
    if (verb === 'disable') await app.access.endAllSessions(broker, user);
    await noteChange(app, {
      ...{ brokerName, action: `user.${verb}`, target: { type: 'user', id: user.id } },
      ...{ before: { enabled: user.disabledAtMs === null }, after: { enabled: verb === 'enable' } },
    });
    if (verb === 'disable') await app.access.logOutOfPlatform(broker, platformUserId);
  });
  const enabled = verb === 'enable';
  const text = `The user ${platformUserId} of ${brokerName} is ${enabled ? 'enabled' : 'disabled'}.`;
  print({ id: String(platformUserId), brokerName, enabled }, options, text);
}
