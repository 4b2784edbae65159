import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { COMPILE_CACHE } from './compile-cache.ts';
import { PROJECT_FOLDER } from './start-bridge.ts';

/** How a command ended. */
export interface CliOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const GIVE_UP_AFTER_MS = 90_000;

/**
 * Runs one command of the command line to its end, as a program of its own.
 *
 * @param environment - All of it, but `PATH`.
 */
export function runCli(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliOutcome> {
  return runProgram(process.execPath, [join(PROJECT_FOLDER, 'src/cli/cli.ts'), ...parameters], environment);
}

/** Runs any program like that, in the project's folder. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliOutcome> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      parameters,
      {
        cwd: PROJECT_FOLDER,
        env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment },
        timeout: GIVE_UP_AFTER_MS,
      },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
