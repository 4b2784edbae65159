import { join } from 'node:path';
import Provider from 'oidc-provider';
import type { App } from '../src/app.ts';
import { createAdapter } from '../src/entrypoints/oidc/adapter.ts';
import { BROKER, startBridge, USER_ID } from './bridge.ts';
import { issueCodes } from './oidc-artifacts.ts';
import { CLIENT_METADATA, newSigningKeys } from './oidc-client.ts';
import { type ServerUnderLoad, startServer } from './server-process.ts';

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
  const provider = providerOn(app);
  const user = await app.users.findByPlatformUserId(BROKER, USER_ID);
  return {
    ...{ name, server: bridge.server },
    url: `${bridge.server.url}/b/${BROKER}/oidc`,
    introspectionPath: '/token/introspection',
    async issueCodes(count) {
      return issueCodes(provider, user?.id ?? '', count);
    },
    stop: bridge.stop,
  };
}

/** The engine on the stores of a bridge, outside of its own issuers. */
function providerOn({ access }: App): Provider {
  return new Provider('http://127.0.0.1', {
    adapter: (model: string) => createAdapter(access, BROKER, model, () => false),
    clients: [CLIENT_METADATA],
    jwks: newSigningKeys(),
    scopes: CLIENT_METADATA.scope.split(' '),
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  });
}
