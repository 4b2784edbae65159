/**
 * The simulator: plays the trading platform from outside. It owns a server of the calls 3.x with state, a caller of the
 * calls 4.1–4.5, a small app to sign in to, a mailbox for what the bridge sends to traders, and switches that make it fail. It knows the bridge only over the network,
 * and of the bridge's seed file only what a platform would know of its brokers.
 */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { createSimulatorApp } from './create-simulator-app.ts';
import { createMailbox } from './mail/mailbox.ts';
import { startSmtpReceiver } from './mail/smtp-receiver.ts';
import { withIntroduced } from './platform/introduce-broker.ts';
import { readSeedFile } from './read-seed-file.ts';
import { addSeed } from './state/platform-state.ts';
import { openStateFile } from './state/state-file.ts';

export interface SimulatorOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Of the mail server, on 127.0.0.1; 0 takes any free port. */
  readonly smtpPort: number;
  readonly host: string;
  /** Where the bridge is, without a slash at the end. */
  readonly bridgeUrl: string;
  /** The bridge's seed file. */
  readonly seedFile: string;
  /** Where the state is kept; `null` keeps it in memory only. */
  readonly stateFile: string | null;
  readonly log: Logger;
  readonly clock?: Clock;
}

export interface Simulator {
  readonly url: string;
  /** Where it takes mail. */
  readonly smtpUrl: string;
  /** Lets the simulator use another bridge from now on. */
  pointAt(bridgeUrl: string): void;
  /** Finishes what is in flight, briefly, and writes the state. */
  close(): Promise<void>;
}

const CLOSE_PATIENCE_MS = 2000;

/** @throws Error when the seed file or the state file cannot be read, or the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port, smtpPort, host, seedFile, stateFile, log, clock = systemClock } = options;
  let { bridgeUrl } = options;
  const seeded = readSeedFile(seedFile);
  const file = openStateFile(stateFile, log);
  addSeed(file.state, seeded, clock.nowMs());
  const brokers = withIntroduced(seeded, file.state);
  file.changed();
  const closing = new AbortController();
  const mailbox = createMailbox(clock);
  const app = createSimulatorApp({
    brokers,
    state: file.state,
    changed: file.changed,
    bridgeUrl: () => bridgeUrl.replace(/\/+$/, ''),
    mailbox,
    closing: closing.signal,
    log,
    clock,
  });
  const server = createServer(app);
  await listen(server, port, host);
  const smtp = await startSmtpReceiver(smtpPort, mailbox, log).catch(async (error: unknown) => {
    await closeServer(server);
    throw error;
  });
  const url = urlOf(server, host);
  log.info({ url, brokers: brokers.length }, 'simulator listens');

  return {
    url,
    smtpUrl: smtp.url,
    pointAt(other) {
      bridgeUrl = other;
    },
    async close() {
      closing.abort();
      await Promise.all([closeServer(server), smtp.close()]);
      await file.flush();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function closeServer(server: Server): Promise<void> {
  const patience = setTimeout(() => server.closeAllConnections(), CLOSE_PATIENCE_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(patience);
}
