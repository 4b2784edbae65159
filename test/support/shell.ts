import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A bash into which a reader pastes what a page of the documentation says. */
export interface Shell {
  /** @returns What these lines wrote. @throws When one of them fails, or something is written to standard error. */
  paste(lines: string): Promise<string>;
  close(): Promise<void>;
}

export interface ShellOptions {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the page says, and what it is here. */
  readonly replaced: readonly (readonly [string, string])[];
}

const DONE = '@@done@@';

export function openShell({ cwd, environment, replaced }: ShellOptions): Shell {
  const { PATH = '' } = process.env;
  const child = spawn('bash', ['-eu', '-o', 'pipefail'], { cwd, env: { PATH, ...environment }, detached: true });
  const exited = once(child, 'exit');
  let output = '';
  let faults = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    faults += data.toString();
  });

  return {
    async paste(lines) {
      output = '';
      faults = '';
      const here = replaced.reduce((text, [from, to]) => text.replaceAll(from, to), lines);
      child.stdin.write(`${here}\necho '${DONE}'\n`);
      while (!output.includes(DONE)) {
        if (child.exitCode !== null) throw new Error(`The shell ended with ${child.exitCode}:\n${output}${faults}`);
        await Promise.race([once(child.stdout, 'data'), exited]);
      }
      if (faults !== '') throw new Error(`It says:\n${faults}`);
      return output.slice(0, output.indexOf(DONE));
    },
    async close() {
      // What was left running in the background goes as well.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
      await exited;
    },
  };
}
