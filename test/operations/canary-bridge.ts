import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { createLogger } from '../../src/lib/logger.ts';
import { writeSeedFile } from '../support/seed-file.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** Every secret of a run, by what it is; whoever sees one puts it down here. */
export type Secrets = Map<string, Set<string>>;

/** A bridge whose every secret is known, and a platform whose every secret is noted as it passes. */
export interface CanaryBridge {
  readonly bridge: BridgeProcess;
  readonly simulator: TestSimulator;
  readonly secrets: Secrets;
  readonly dataDir: string;
  readonly metricsToken: string;
  /** What the simulator logged. */
  simulatorLog(): string;
  close(): Promise<void>;
}

export const CANARY_BROKER = 'financialhouse_main';
/** What the bridge was seeded with. */
export const CANARY_TRADER = { email: 'trader@example.com', password: `trader-${randomBytes(9).toString('hex')}` };
export const CANARY_PASSWORD = `platform-${randomBytes(9).toString('hex')}`;

export function note(secrets: Secrets, name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') return;
  secrets.set(name, (secrets.get(name) ?? new Set()).add(value));
}

export async function startCanaryBridge(stores: Readonly<Record<string, string>>): Promise<CanaryBridge> {
  const folder = makeTempFolder();
  const secrets: Secrets = new Map();
  const written: string[] = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => done(void written.push(String(chunk))) });
  const simulator = await startTestSimulator({ log: createLogger('trace', stream) });
  const platform = await startNotingProxy(simulator.url, secrets);
  const managerPassword = `manager-${randomBytes(9).toString('hex')}`;
  const key = randomBytes(32);
  const metricsToken = randomBytes(18).toString('hex');
  const brokersFile = writeSeedFile(folder.path, (seed) => {
    for (const broker of seed.brokers) broker.platform.baseUrl = platform.url;
    const canary = seed.brokers.find((broker: { brokerName: string }) => broker.brokerName === CANARY_BROKER);
    canary.platformPassword = CANARY_PASSWORD;
    canary.platform.managerPassword = managerPassword;
    canary.traders[0].password = CANARY_TRADER.password;
  });
  const simulatorOfCanary = await startTestSimulator({ seedFile: brokersFile, log: createLogger('trace', stream) });
  platform.pointAt(simulatorOfCanary.url);
  await simulator.close();

  note(secrets, 'platform password', CANARY_PASSWORD);
  note(secrets, 'trader password', CANARY_TRADER.password);
  note(secrets, 'manager password', managerPassword);
  note(secrets, 'manager password hash', createHash('md5').update(managerPassword).digest('hex'));
  note(secrets, 'encryption key', key.toString('base64'));
  note(secrets, 'encryption key', key.toString('hex'));
  note(secrets, 'metrics token', metricsToken);
  const bridge = await startBridgeProcess({
    DATA_DIR: folder.path,
    BROKERS_FILE: brokersFile,
    ENCRYPTION_KEYS: `canary:${key.toString('base64')}`,
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: 'trace',
    PLATFORM_TIMEOUT_SECONDS: '1',
    ...stores,
  });
  return {
    bridge,
    simulator: simulatorOfCanary,
    secrets,
    dataDir: folder.path,
    metricsToken,
    simulatorLog: () => written.join(''),
    async close() {
      await bridge.end('SIGKILL');
      await simulatorOfCanary.close();
      await platform.close();
      folder.remove();
    },
  };
}
