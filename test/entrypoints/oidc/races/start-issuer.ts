import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import { findFreePort } from '../../../support/server-process.ts';
import { startTestBridge, type TestBridge, type TestBridgeOptions } from '../../../support/start-bridge.ts';
import { seedClients } from './seed-clients.ts';

export interface IssuerOptions extends Omit<TestBridgeOptions, 'seed' | 'port'> {
  readonly clients: readonly SeedClient[];
}

/** A bridge without a platform, whose address is known before it starts, for it stands in every token. */
export async function startIssuer({ clients, environment, ...options }: IssuerOptions): Promise<TestBridge> {
  const port = await findFreePort();
  return startTestBridge({
    ...options,
    port,
    seed: seedClients(clients),
    environment: { PUBLIC_URL: `http://127.0.0.1:${port}`, ...environment },
  });
}
