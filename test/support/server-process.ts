import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A server of another maker, run by a test as a child process. */
export interface ServerProcess {
  /** @throws Error with the server's own words when it ends before it is ready. */
  start(): Promise<void>;
  /** @returns Once it has ended; at once when it was not running. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Lets it hang, or go on after that. */
  setPaused(isPaused: boolean): void;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @param readyWords - What the server writes when it can be connected to. */
export function serverProcess(
  command: string,
  args: readonly string[],
  readyWords: string,
  options: SpawnOptions = {},
): ServerProcess {
  let child: ChildProcess | undefined;
  return {
    async start() {
      const started = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      running.add(started);
      started.once('exit', () => running.delete(started));
      await ready(started, readyWords);
    },
    async end(signal) {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    setPaused(isPaused) {
      child?.kill(isPaused ? 'SIGSTOP' : 'SIGCONT');
    },
  };
}

function ready(child: ChildProcess, readyWords: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(readyWords)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The server ended before it was ready:\n${output}`)));
  });
}

/** A port that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return address.port;
}
