import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SettingsError } from '../config/load-settings.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

/**
 * Starts the simulator as a program of its own, which ends with this one, and waits until it is up.
 *
 * @param options - With `json` its log goes to standard error.
 */
export async function startSimulatorProcess(options: { readonly json?: boolean }): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'src/cli/cli.ts'), 'simulate'], {
    stdio: ['ignore', options.json ? process.stderr.fd : 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new SettingsError(['The simulator did not start; its own message stands above.']);
    }),
  ]);
  return { stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
