import { join } from 'node:path';
import Provider from 'oidc-provider';
import type { App } from '../src/app.ts';
import { createAdapter } from '../src/entrypoints/oidc/adapter.ts';
import { newSecret } from '../src/lib/secrets.ts';
import { BROKER, startBridge, USER_ID } from './bridge.ts';
import { issueCodes, type SignedIn } from './oidc-artifacts.ts';
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

export async function startBareEngine(
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<IssuerUnderLoad> {
  const server = await startServer([join(import.meta.dirname, 'servers/bare-engine.ts')], port, environment);
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
  const url = `${bridge.server.url}/b/${BROKER}/oidc`;
  const provider = providerOn(app, url);
  const signedIn = await signIn(app);
  return {
    ...{ name, server: bridge.server },
    url,
    introspectionPath: '/token/introspection',
    async issueCodes(count) {
      return issueCodes(provider, signedIn, count);
    },
    stop: bridge.stop,
  };
}

/** The engine on the stores of a bridge, outside of its own issuers. */
function providerOn({ access }: App, issuerUrl: string): Provider {
  const parts = {
    access,
    brokerName: BROKER,
    issuerUrl,
    isWorthNothing: () => false,
    hasTraderEnded: async () => false,
  };
  return new Provider('http://127.0.0.1', {
    adapter: (model: string) => createAdapter(parts, model),
    clients: [CLIENT_METADATA],
    jwks: newSigningKeys(),
    scopes: CLIENT_METADATA.scope.split(' '),
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  });
}

/** A trader's session, as the screens begin one. */
async function signIn({ access, users, brokers }: App): Promise<SignedIn> {
  const broker = brokers.get(BROKER);
  const user = await users.findByPlatformUserId(BROKER, USER_ID);
  if (!user) throw new Error(`There is no user ${USER_ID}`);
  const signedIn = { userId: user.id, sessionId: newSecret() };
  const signedInAt = Math.floor(Date.now() / 1000);
  const session = { ...signedIn, signedInAt, method: 'password', provider: {} } as const;
  await access.appSessions.save(broker, newSecret(), session, undefined);
  return signedIn;
}
