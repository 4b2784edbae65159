import { createHash, randomBytes } from 'node:crypto';
import { createLogger } from '../../src/lib/logger.ts';
import { writeSeedFile } from '../support/seed-file.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { startNotingProxy } from './noting-proxy.ts';
import { note, type Secrets } from './secrets.ts';

/** A bridge whose every secret is known, and a platform whose every secret is noted as it passes. */
export interface CanaryBridge {
  readonly bridge: BridgeProcess;
  readonly simulator: TestSimulator;
  readonly secrets: Secrets;
  readonly dataDir: string;
  readonly metricsToken: string;
  /** What the simulator logged so far. */
  simulatorLog(): string;
  close(): Promise<void>;
}

export const CANARY_BROKER = 'financialhouse_main';
export const CANARY_CRM = 'financialhouse_crm';
export const CANARY_TRADER = { email: 'trader@example.com', password: newCanary('trader') };
export const CANARY_PASSWORD = newCanary('platform');
export const CANARY_KEY = { text: `bk_test_${newCanary('key')}`, secret: newCanary('secret') };

/** A secret that no other text holds by chance. */
export function newCanary(name: string): string {
  return `${name}-${randomBytes(9).toString('hex')}`;
}

export async function startCanaryBridge(stores: Readonly<Record<string, string>>): Promise<CanaryBridge> {
  const seedFolder = makeTempFolder();
  const dataFolder = makeTempFolder();
  const secrets: Secrets = new Map();
  const proxy = await startNotingProxy(secrets);
  const managerPassword = newCanary('manager');
  const cashierSecret = newCanary('cashier');
  const brokersFile = writeSeedFile(seedFolder.path, (seed) => {
    for (const broker of seed.brokers) {
      broker.platform.baseUrl = proxy.url;
      if (broker.brokerName !== CANARY_BROKER) continue;
      broker.platformPassword = CANARY_PASSWORD;
      broker.platform.managerPassword = managerPassword;
      broker.payments.cashier.secret = cashierSecret;
      Object.assign(broker.apiKeys[0], { key: CANARY_KEY.text, secret: CANARY_KEY.secret });
      broker.traders[0].password = CANARY_TRADER.password;
    }
  });
  const simulatorLines: string[] = [];
  const simulator = await startTestSimulator({
    seedFile: brokersFile,
    log: createLogger('trace', { write: (line) => void simulatorLines.push(line) }),
  });
  proxy.pointAt(simulator.url);

  const key = randomBytes(32);
  const metricsToken = newCanary('metrics');
  note(secrets, 'platform password', CANARY_PASSWORD);
  note(secrets, 'trader password', CANARY_TRADER.password);
  note(secrets, 'manager password', managerPassword);
  note(secrets, 'cashier secret', cashierSecret);
  note(secrets, 'API key', CANARY_KEY.text);
  note(secrets, 'API secret', CANARY_KEY.secret);
  note(secrets, 'manager password', createHash('md5').update(managerPassword).digest('hex'));
  for (const encoding of ['base64', 'base64url', 'hex'] as const)
    note(secrets, 'encryption key', key.toString(encoding));
  note(secrets, 'metrics token', metricsToken);
  const bridge = await startBridgeProcess({
    DATA_DIR: dataFolder.path,
    BROKERS_FILE: brokersFile,
    ENCRYPTION_KEYS: `canary:${key.toString('base64')}`,
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: 'trace',
    PLATFORM_TIMEOUT_SECONDS: '1',
    SMTP_URL: simulator.smtpUrl,
    ...stores,
  });
  simulator.pointAt(bridge.url);
  return {
    bridge,
    simulator,
    secrets,
    dataDir: dataFolder.path,
    metricsToken,
    simulatorLog: () => simulatorLines.join(''),
    async close() {
      await bridge.end('SIGKILL');
      await Promise.all([simulator.close(), proxy.close()]);
      seedFolder.remove();
      dataFolder.remove();
    },
  };
}
