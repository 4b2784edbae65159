import type { Command } from 'commander';
import { registerRegistrationDecide } from './registration-decide.ts';
import { registerRegistrationList } from './registration-list.ts';

export function registerRegistration(program: Command): void {
  const registration = program.command('registration').description('Review developers who ask for test keys.');
  registerRegistrationList(registration);
  registerRegistrationDecide(registration);
}
