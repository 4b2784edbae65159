import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
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

/** Below what systems give out by themselves, so that nobody gets it by chance before it is used; no browser refuses one. */
const PORTS = { from: 11_000, to: 22_000 };

/** A port that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
