import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { COMPILE_CACHE } from '../support/compile-cache.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

/** `drawbridge serve`, with whatever parameters, while it runs. */
export interface ServeProcess {
  /** Standard output and standard error. */
  output(): string;
  stdout(): string;
  /** Waits until it has written these words. @throws Error with what it wrote when it ends before. */
  waitFor(words: string): Promise<void>;
  /** @returns The exit code, `null` after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @param command - Another one that runs until it is ended. */
export function startServe(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  command = 'serve',
): ServeProcess {
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'src/cli/cli.ts'), command, ...parameters], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const exited = once(child, 'exit');
  return {
    output: () => output,
    stdout: () => stdout,
    async waitFor(words) {
      while (!output.includes(words)) {
        if (child.exitCode !== null) throw new Error(`It ended before it said "${words}":\n${output}`);
        await Promise.race([once(child.stdout, 'data'), exited]);
      }
    },
    async end(signal) {
      child.kill(signal);
      const [exitCode] = await exited;
      return exitCode;
    },
  };
}
