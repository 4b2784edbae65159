import type { Command } from 'commander';
import { registerUserEndSessions } from './user-end-sessions.ts';
import { registerUserSwitch } from './user-switch.ts';

export function registerUser(program: Command): void {
  const user = program.command('user').description('Look after traders.');
  registerUserEndSessions(user);
  registerUserSwitch(user);
}
