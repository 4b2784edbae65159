import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  type CtraderBackend,
  type CtraderBackendOptions,
  createCtraderBackend,
} from '../../../src/backends/ctrader/ctrader-backend.ts';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { createKeyRing } from '../../../src/lib/key-ring.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';

const SEED_FILE = fileURLToPath(new URL('../../../config/brokers.example.json', import.meta.url));
const keyRing = createKeyRing([{ id: 'test', bytes: Buffer.alloc(32, 7) }]);

interface SeedBroker extends Broker {
  readonly platform: Broker['platform'] & { readonly managerPassword: string };
}

/** A broker of the example seed, as the domain would hold it. */
export function brokerAt(platformUrl: string, brokerName = 'tradingtech_main', managerPassword?: string): Broker {
  const seed = JSON.parse(readFileSync(SEED_FILE, 'utf8')) as { brokers: SeedBroker[] };
  const broker = seed.brokers.find((known) => known.brokerName === brokerName);
  if (!broker) throw new Error(`The seed has no ${brokerName}`);
  const { managerLogin, managerPassword: seeded } = broker.platform;
  return {
    ...broker,
    platform: {
      baseUrl: platformUrl,
      managerLogin,
      sealedManagerPassword: keyRing.seal(managerPassword ?? seeded, `manager-password/${brokerName}`),
      userIdPath: '/cid/oauth2/ctid/userId',
      logoutPath: '/cid/oauth2/ctid/logout',
      idempotentExternalIds: false,
      identity: 'sso',
    },
    platformPasswords: [],
    revision: 1,
  };
}

/** A backend whose log and metrics can be looked at. */
export interface BackendBench {
  readonly backend: CtraderBackend;
  readonly logLines: string[];
  /** Every call reported, as `3.2 ok tradingtech_main`. */
  readonly measured: string[];
}

export function createBackendBench(options: Partial<CtraderBackendOptions> = {}): BackendBench {
  const logLines: string[] = [];
  const measured: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logLines.push(chunk.toString());
      done();
    },
  });
  const backend = createCtraderBackend({
    keyRing,
    log: createLogger('trace', stream),
    clock: systemClock,
    telemetry: {
      ...silentTelemetry,
      platformCall(call, outcome, brokerName) {
        measured.push(`${call} ${outcome} ${brokerName}`);
      },
    },
    timeoutMs: 10_000,
    firstRetryDelayMs: 5,
    ...options,
  });
  return { backend, logLines, measured };
}
