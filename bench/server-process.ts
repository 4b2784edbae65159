import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** A server under load, in a process of its own, on the first processor where that can be chosen. */
export interface ServerUnderLoad {
  readonly url: string;
  /** Resident memory in MiB. */
  memoryMib(): number;
  /** Processor time so far, in seconds; `NaN` where the system does not tell. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const CAN_PIN = spawnSync('taskset', ['--version']).status === 0;

/** Leaves the first processor to the servers, for this process and those that it starts from now on. */
export function leaveFirstProcessor(): void {
  if (CAN_PIN && availableParallelism() > 1)
    spawnSync('taskset', ['-apc', `1-${cpus().length - 1}`, String(process.pid)]);
}

/** @param environment - Without `PORT`, which is chosen. */
export async function startServer(
  script: readonly string[],
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerUnderLoad> {
  const command = [...(CAN_PIN ? ['taskset', '-c', '0'] : []), process.execPath, ...script];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: { PATH: process.env.PATH, PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await waitForPort(port, child);
  return {
    url: `http://127.0.0.1:${port}`,
    memoryMib: () => residentMib(child.pid ?? 0),
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error('The server ended at once');
    if (await canConnect(port)) return;
    await delay(50);
  }
  throw new Error(`Nothing listens on port ${port}`);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function residentMib(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(stdout) / 1024);
}

/** @see proc(5), fields 14 and 15 of `stat`, in hundredths of a second. */
function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
