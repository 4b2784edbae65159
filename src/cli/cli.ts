import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerBroker } from './broker.ts';
import { registerConform } from './conform.ts';
import { registerDoctor } from './doctor.ts';
import { explainFailure } from './explain-failure.ts';
import { registerKeys } from './keys.ts';
import { registerKyc } from './kyc.ts';
import { registerMigrate } from './migrate.ts';
import { registerPayment } from './payment.ts';
import { PROJECT_FOLDER } from './project-folder.ts';
import { registerSeed } from './seed.ts';
import { registerServe } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { registerUser } from './user.ts';

const { version } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as { version: string };

const program = new Command('drawbridge')
  .description('The SSO and OAuth bridge between a broker’s CRM and its trading platforms.')
  .version(version)
  .showHelpAfterError();

registerServe(program);
registerSimulate(program);
registerMigrate(program);
registerSeed(program);
registerBroker(program);
registerKeys(program);
registerKyc(program);
registerPayment(program);
registerUser(program);
registerConform(program);
registerDoctor(program);

try {
  await program.parseAsync();
} catch (error) {
  const failure = explainFailure(error);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  else process.stderr.write(`${failure.message}\n`);
  process.exitCode = 1;
}
