import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { createProgram } from './create-program.ts';
import { explainFailure, type Failure } from './explain-failure.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

const { version } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as { version: string };

const isJson = process.argv.includes('--json');
// Told in JSON below.
const program = createProgram(version, isJson);

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
