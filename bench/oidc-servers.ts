import { join } from 'node:path';
import type Provider from 'oidc-provider';
import type { OidcDependencies } from '../src/entrypoints/oidc/oidc-dependencies.ts';
import { issuerOf } from '../src/entrypoints/oidc/issuer.ts';
import { createProviderPool, type ProviderPool } from '../src/entrypoints/oidc/provider-pool.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createLogger } from '../src/lib/logger.ts';
import { BROKER, type BridgeUnderLoad, startBridge, USER_ID } from './bridge.ts';
import { issueCodes } from './oidc-artifacts.ts';
import { type ServerUnderLoad, startServer } from './server-process.ts';
import type { App } from '../src/app.ts';

/** An issuer under load, in a process of its own. */
export interface IssuerUnderLoad {
  readonly name: string;
  readonly server: ServerUnderLoad;
  /** Of its endpoints. */
  readonly url: string;
  readonly introspectionPath: string;
  issueCodes(count: number): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startBareEngine(port: number): Promise<IssuerUnderLoad> {
  const server = await startServer([join(import.meta.dirname, 'servers/bare-engine.ts')], port);
  return {
    ...{ name: 'bare engine, memory', server },
    url: server.url,
    introspectionPath: '/token/introspection',
    issueCodes: async (count) => (await fetch(`${server.url}/bench/codes/${count}`)).json() as Promise<string[]>,
    stop: server.stop,
  };
}

/** @param engine - Settings that choose the stores; the embedded ones when empty. */
export async function startBridgeIssuer(
  name: string,
  port: number,
  engine: Readonly<Record<string, string>>,
): Promise<IssuerUnderLoad> {
  const bridge = await startBridge(port, engine);
  const { app } = bridge;
  const user = await app.users.findByPlatformUserId(BROKER, USER_ID);
  return {
    ...{ name, server: bridge.server },
    url: `${bridge.server.url}/b/${BROKER}/oidc`,
    introspectionPath: '/token/introspection',
    async issueCodes(count) {
      return issueCodes(await providerOf(app), user?.id ?? '', count);
    },
    stop: bridge.stop,
  };
}

async function providerOf(app: App): Promise<Provider> {
  const broker = app.brokers.get(BROKER);
  const { provider } = await poolOf(app).get(broker, issuerOf(broker, 'http://127.0.0.1', ''));
  return provider;
}

/** Providers over the stores of a bridge, outside of its own pool. */
export function poolOf(app: App): ProviderPool {
  const parts = { clock: systemClock, log: createLogger('silent'), publicUrl: 'http://127.0.0.1' };
  return createProviderPool({
    ...{ ...app, ...parts, telemetry: app.metrics, webFetch: fetch, languages: [] },
    pages: {} as OidcDependencies['pages'],
  });
}

export type { BridgeUnderLoad };
