import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, createApp } from '../src/app.ts';
import { loadSettings } from '../src/config/load-settings.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createLogger } from '../src/lib/logger.ts';
import { type ServerUnderLoad, startServer } from './server-process.ts';

export const BROKER = 'tradingtech_main';
export const USER_ID = 10345533;
const PASSWORD = `sandbox-password-${BROKER}`;
const PROJECT_FOLDER = join(import.meta.dirname, '..');

/** A bridge under load, and what a load needs from it. */
export interface BridgeUnderLoad {
  readonly server: ServerUnderLoad;
  /** Another process of the same bridge: this one. */
  readonly app: App;
  /** Address of a call, with its `crmApiToken`. */
  address(call: string): string;
  readonly passwordBody: object;
  readonly accessToken: string;
  /** Issues one-time tokens for call 4.2, straight into the store. */
  issueTokens(count: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** @param engine - Settings that choose the stores; the embedded ones when empty. */
export async function startBridge(port: number, engine: Readonly<Record<string, string>>): Promise<BridgeUnderLoad> {
  const dataDir = mkdtempSync(join(tmpdir(), 'drawbridge-bench-'));
  const environment = { DATA_DIR: dataDir, ...engine };
  const server = await startServer(
    [join(PROJECT_FOLDER, 'src/cli/cli.ts'), 'serve', '--no-simulator'],
    port,
    environment,
  );
  await untilReady(server.url);
  const settings = loadSettings(environment, PROJECT_FOLDER);
  const log = createLogger('silent');
  const app = await createApp({ settings, clock: systemClock, log, projectFolder: PROJECT_FOLDER });
  await app.start();
  const broker = app.brokers.get(BROKER);

  const crmApiToken = await app.crmTokens.issue(broker, PASSWORD, '127.0.0.1');
  const signInToken = await app.access.issueSignInToken(broker, USER_ID, true);
  const { accessToken = '' } = await app.access.redeemOneTimeToken(broker, signInToken);

  return {
    ...{ server, app },
    address: (call) => `${server.url}/b/${BROKER}${call}?crmApiToken=${crmApiToken}`,
    passwordBody: { password: PASSWORD },
    accessToken,
    issueTokens: (count) => issueTokens(count, () => app.access.issueSignInToken(broker, USER_ID, false)),
    async stop() {
      await server.stop();
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`)).ok) await delay(50);
}

async function issueTokens(count: number, issue: () => Promise<string>): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < count) {
    const batch = Math.min(500, count - tokens.length);
    tokens.push(...(await Promise.all(Array.from({ length: batch }, issue))));
  }
  return tokens;
}
