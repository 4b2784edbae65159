import { Command } from 'commander';
import { registerApiKey } from './api-key.ts';
import { registerAudit } from './audit.ts';
import { registerBroker } from './broker.ts';
import { registerClient } from './client.ts';
import { COMMAND_EFFECTS, pathOf } from './command-effects.ts';
import { registerConform } from './conform.ts';
import { registerDoctor } from './doctor.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerKeys } from './keys.ts';
import { registerKyc } from './kyc.ts';
import { registerMigrate } from './migrate.ts';
import { hasNoted } from './note-change.ts';
import { registerPayment } from './payment.ts';
import { registerRegistration } from './registration.ts';
import { registerRibbons } from './ribbons.ts';
import { registerSeed } from './seed.ts';
import { registerServe } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { registerStaff } from './staff.ts';
import { registerUser } from './user.ts';

/**
 * The command line with all its commands; nothing runs yet.
 *
 * @param isSilent - Whether commander keeps its words to the error that it throws.
 */
export function createProgram(version: string, isSilent = false): Command {
  const program = new Command('drawbridge')
    .description('The SSO and OAuth bridge between a broker’s CRM and its trading platforms.')
    .version(version)
    .showHelpAfterError()
    .exitOverride();
  // Each command takes this over when it is made.
  if (isSilent) program.configureOutput({ writeErr: () => undefined });
  registerServe(program);
  registerSimulate(program);
  registerMigrate(program);
  registerSeed(program);
  registerBroker(program);
  registerExport(program);
  registerImport(program);
  registerClient(program);
  registerApiKey(program);
  registerKeys(program);
  registerKyc(program);
  registerPayment(program);
  registerUser(program);
  registerStaff(program);
  registerRegistration(program);
  registerAudit(program);
  registerRibbons(program);
  registerConform(program);
  registerDoctor(program);
  program.hook('postAction', (_program, command) => {
    if (COMMAND_EFFECTS[pathOf(command)] !== 'changes' || hasNoted()) return;
    throw new Error(`\`${pathOf(command)}\` changed something and noted nothing in the change log`);
  });
  return program;
}
