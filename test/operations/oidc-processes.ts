import type { SeedClient } from '../../src/config/seed-client-types.ts';
import { STAGE_BROKER } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { type Balancer, startBalancer } from '../support/balancer.ts';
import type { StoreUrls } from '../support/engines.ts';
import { type SeedJson, writeSeedFile } from '../support/seed-file.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** Bridges as processes of their own, on the same stores and behind one address. */
export interface IssuerProcesses {
  /** Where browsers go. */
  readonly url: string;
  /** For the command line. */
  readonly environment: Readonly<Record<string, string>>;
  readonly bridges: ReadonlySet<BridgeProcess>;
  start(): Promise<BridgeProcess>;
  kill(bridge: BridgeProcess): Promise<void>;
  close(): Promise<void>;
}

export interface IssuerProcessesOptions extends StoreUrls {
  readonly clients: readonly SeedClient[];
}

/** Where nothing listens. */
const NO_PLATFORM_PORT = 9;

/** Starts none of them yet. */
export async function openIssuerProcesses({
  clients,
  databaseUrl,
  redisUrl,
}: IssuerProcessesOptions): Promise<IssuerProcesses> {
  const folder = makeTempFolder();
  const balancer: Balancer = await startBalancer();
  const bridges = new Set<BridgeProcess>();
  const environment: Record<string, string> = {
    DATA_DIR: folder.path,
    PUBLIC_URL: balancer.url,
    SIMULATOR_PORT: String(NO_PLATFORM_PORT),
    BROKERS_FILE: writeSeedFile(folder.path, (seed) => {
      const broker = seed.brokers.find((one: SeedJson) => one.brokerName === STAGE_BROKER);
      broker.clients = [...(broker.clients ?? []), ...clients];
    }),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
  const lead = () => balancer.setTargets([...bridges].map(({ url }) => url));

  return {
    url: balancer.url,
    environment,
    bridges,
    async start() {
      const bridge = await startBridgeProcess(environment);
      bridges.add(bridge);
      lead();
      return bridge;
    },
    async kill(bridge) {
      bridges.delete(bridge);
      lead();
      await bridge.end('SIGKILL');
    },
    async close() {
      await Promise.all([...bridges].map((bridge) => bridge.end('SIGTERM')));
      await balancer.close();
      folder.remove();
    },
  };
}
