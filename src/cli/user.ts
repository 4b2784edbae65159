import type { Command } from 'commander';
import { registerUserEndSessions } from './user-end-sessions.ts';

export function registerUser(program: Command): void {
  const user = program.command('user').description('Look after traders.');
  registerUserEndSessions(user);
}
