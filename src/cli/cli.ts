import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { registerApiKey } from './api-key.ts';
import { registerAudit } from './audit.ts';
import { registerBroker } from './broker.ts';
import { registerClient } from './client.ts';
import { registerConform } from './conform.ts';
import { registerDoctor } from './doctor.ts';
import { explainFailure, type Failure } from './explain-failure.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerKeys } from './keys.ts';
import { registerKyc } from './kyc.ts';
import { registerMigrate } from './migrate.ts';
import { registerPayment } from './payment.ts';
import { PROJECT_FOLDER } from './project-folder.ts';
import { registerRegistration } from './registration.ts';
import { registerRibbons } from './ribbons.ts';
import { registerSeed } from './seed.ts';
import { registerServe } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { registerStaff } from './staff.ts';
import { registerUser } from './user.ts';

const { version } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as { version: string };

const isJson = process.argv.includes('--json');
const program = new Command('drawbridge')
  .description('The SSO and OAuth bridge between a broker’s CRM and its trading platforms.')
  .version(version)
  .showHelpAfterError()
  .exitOverride();
// Told in JSON below; commander's words stand in the error too.
if (isJson) program.configureOutput({ writeErr: () => undefined });

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

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
    // Help and version come that way too, and without `--json` commander has said it all.
    if (error.exitCode !== 0 && isJson) printFailure({ code: 'usage_wrong', message: wordsOf(error) });
  } else {
    process.exitCode = 1;
    printFailure(explainFailure(error));
  }
}

function printFailure(failure: Failure): void {
  if (isJson) process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  else process.stderr.write(`${failure.message}\n`);
}

function wordsOf({ code, message }: CommanderError): string {
  return code === 'commander.help' ? 'Name a command; --help lists them.' : message.replace(/^error: /, '');
}
