import { fileURLToPath } from 'node:url';
import type { Clock } from '../../src/lib/clock.ts';
import { createLogger, type Logger } from '../../src/lib/logger.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';

const SEED_FILE = fileURLToPath(new URL('../../config/brokers.example.json', import.meta.url));

/** A call as `/control/calls` shows it. */
export interface SeenCall {
  readonly id: number;
  readonly direction: 'in' | 'out';
  readonly call: string;
  readonly method: string;
  readonly path: string;
  readonly brokerName: string | null;
  readonly request: unknown;
  readonly status: number | null;
  readonly response: unknown;
}

/** A mail as `/control/mails` shows it. */
export interface SeenMail {
  readonly id: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly brokerName: string;
  readonly text: string;
  readonly html: string;
}

/** A simulator in this process, with its switches at hand. */
export interface TestSimulator {
  readonly url: string;
  /** Where it takes mail. */
  readonly smtpUrl: string;
  pointAt(bridgeUrl: string): void;
  /** Sets these faults and takes back all others. */
  setFaults(faults: object): Promise<void>;
  clearFaults(): Promise<void>;
  /** @param call - Only those of this number. */
  calls(call?: string): Promise<SeenCall[]>;
  clearCalls(): Promise<void>;
  /** The newest first. */
  mails(): Promise<SeenMail[]>;
  clearMails(): Promise<void>;
  /** What it remembers, secrets shortened. */
  state(): Promise<SimulatorState>;
  close(): Promise<void>;
}

/** The part of the state that tests look at. */
export interface SimulatorState {
  readonly users: readonly { userId: number; brokerName: string; email: string; partnerId: string | null }[];
  readonly traders: readonly { login: number; brokerName: string; environment: string | null; balance: number }[];
  readonly balanceChanges: readonly { login: number; type: string; amount: number; externalId: string | null }[];
  readonly links: readonly { ctidTraderAccountId: number; login: number; userId: number }[];
}

export interface TestSimulatorOptions {
  /** A free port when left out. */
  readonly port?: number;
  readonly smtpPort?: number;
  readonly bridgeUrl?: string;
  readonly seedFile?: string;
  /** Memory only when left out. */
  readonly stateFile?: string;
  readonly log?: Logger;
  /** The system's when left out. */
  readonly clock?: Clock;
}

/** Starts a simulator on the example seed; whoever starts it closes it. */
export async function startTestSimulator(options: TestSimulatorOptions = {}): Promise<TestSimulator> {
  const { url, smtpUrl, pointAt, close } = await startSimulator({
    port: options.port ?? 0,
    smtpPort: options.smtpPort ?? 0,
    host: '127.0.0.1',
    bridgeUrl: options.bridgeUrl ?? 'http://127.0.0.1:9',
    seedFile: options.seedFile ?? SEED_FILE,
    stateFile: options.stateFile ?? null,
    log: options.log ?? createLogger('silent'),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });

  return {
    url,
    smtpUrl,
    pointAt,
    close,
    async setFaults(faults) {
      await control(url, 'PUT', '/control/faults', faults);
    },
    async clearFaults() {
      await control(url, 'DELETE', '/control/faults');
    },
    async calls(call) {
      const { items } = (await control(url, 'GET', '/control/calls')) as { items: SeenCall[] };
      return call === undefined ? items : items.filter((item) => item.call === call);
    },
    async clearCalls() {
      await control(url, 'DELETE', '/control/calls');
    },
    async mails() {
      return ((await control(url, 'GET', '/control/mails')) as { items: SeenMail[] }).items;
    },
    async clearMails() {
      await control(url, 'DELETE', '/control/mails');
    },
    async state() {
      return (await control(url, 'GET', '/control/state')) as SimulatorState;
    },
  };
}

async function control(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(url + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
