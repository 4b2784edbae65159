/**
 * What the engine alone can do: the yardstick for our issuers. Its own adapter keeps all in memory, here in a map, for
 * its default one forgets all but the last thousand.
 */
import { createServer } from 'node:http';
import Provider, { type Adapter } from 'oidc-provider';
import { issueCodes } from '../oidc-artifacts.ts';
import { CLIENT_METADATA, newSigningKeys } from '../oidc-client.ts';

const MEMORY_ADAPTER = 'oidc-provider/lib/adapters/memory_adapter.js';
type MemoryAdapter = new (model: string, store: Map<string, unknown>) => Adapter;

const { default: Memory } = (await import(MEMORY_ADAPTER)) as { default: MemoryAdapter };
const store = new Map<string, unknown>();
const port = Number(process.env.PORT);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  adapter: (model: string) => new Memory(model, store),
  clients: [CLIENT_METADATA],
  jwks: newSigningKeys(),
  scopes: ['openid', 'email', 'offline_access', 'crm_api'],
  claims: { openid: ['sub', 'broker_name', 'broker_crm_name', 'ctid'], email: ['email', 'email_verified'] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...CLAIMS, sub: id }) }),
  rotateRefreshToken: true,
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
});

const CLAIMS = {
  ...{ broker_name: 'tradingtech_main', broker_crm_name: 'tradingtech_crm', ctid: 10345533 },
  ...{ email: 'trader@example.com', email_verified: false },
};

const handle = provider.callback();
createServer((request, response) => {
  const count = /^\/bench\/codes\/(\d+)$/.exec(request.url ?? '')?.[1];
  if (count === undefined) return void handle(request, response);
  issueCodes(provider, { userId: 'bench-user', sessionId: 'bench-session' }, Number(count)).then((codes) =>
    response.end(JSON.stringify(codes)),
  );
}).listen(port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
