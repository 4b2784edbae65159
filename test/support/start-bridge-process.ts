import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { COMPILE_CACHE } from './compile-cache.ts';
import { findFreePort } from './server-process.ts';
import { PROJECT_FOLDER } from './start-bridge.ts';

/** The bridge as its operator runs it: a process of its own, started by the command line. */
export interface BridgeProcess {
  readonly url: string;
  readonly pid: number;
  /** What it wrote so far, on both outputs. */
  output(): string;
  /** Sends a signal and waits for the end. @returns The exit code, `null` after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Another test may take the port between its choice and its use. */
const MAX_ATTEMPTS = 3;

/** @param environment - `DATA_DIR` at least; `PORT` is chosen. */
export async function startBridgeProcess(environment: Readonly<Record<string, string>>): Promise<BridgeProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const bridge = spawnBridge(port, environment);
    if (await isUp(bridge)) {
      const { child, output } = bridge;
      return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, output, end: (signal) => end(child, signal) };
    }
    if (attempt === MAX_ATTEMPTS || !bridge.output().includes(`Port ${port} is in use`)) {
      throw new Error(`The bridge did not come up:\n${bridge.output()}`);
    }
  }
}

interface SpawnedBridge {
  readonly child: ChildProcess;
  output(): string;
}

function spawnBridge(port: number, environment: Readonly<Record<string, string>>): SpawnedBridge {
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'src/cli/cli.ts'), 'serve', '--no-simulator'], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILE_CACHE, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const chunks: string[] = [];
  child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
  child.stderr.on('data', (chunk) => chunks.push(String(chunk)));
  return { child, output: () => chunks.join('') };
}

/** Asks the process itself, for at its port somebody else might answer: in its log, or by the panel of the sandbox. */
async function isUp({ child, output }: SpawnedBridge): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (/"the bridge is up"|Log in as a trader/.test(output())) return true;
    if (child.exitCode !== null) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  return false;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}
