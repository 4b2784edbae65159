/** Which Redis to talk to, and how. */
export interface RedisAddress {
  /** `sentinel`: the nodes are Sentinels that know the master. `cluster`: the nodes are where to begin. */
  readonly kind: 'standalone' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  /** At least one. */
  readonly nodes: readonly RedisNode[];
  /** What the Sentinels call the master; empty for the other kinds. */
  readonly masterName: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** 0 on a cluster, which has no other. */
  readonly database: number;
}

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

const SCHEME = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@]*)@)?([^/?#@]+)(?:\/([^?#]*))?$/;
const NODE = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i;
const DEFAULT_PORTS = { standalone: 6379, cluster: 6379, sentinel: 26379 };

/**
 * Reads one of
 * `redis://host:port/database`, `redis+sentinel://host:port,host:port/masterName/database` and
 * `redis+cluster://host:port,host:port`, each with `user:password@` before the first host and with `rediss` for TLS.
 *
 * @throws Error that says what is wrong, and shows nothing of the URL, for it may hold a password.
 */
export function parseRedisUrl(url: string): RedisAddress {
  const match = SCHEME.exec(url);
  if (!match)
    throw new Error('A Redis URL begins with redis://, rediss://, redis+sentinel:// or redis+cluster:// and a host');
  const [, scheme, variant, credentials, hosts = '', path = ''] = match;
  const kind = variant === 'sentinel' || variant === 'cluster' ? variant : 'standalone';
  const nodes = hosts.split(',').map((node) => parseNode(node, DEFAULT_PORTS[kind]));
  if (kind === 'standalone' && nodes.length > 1) {
    throw new Error('Several Redis hosts need redis+sentinel:// or redis+cluster://');
  }
  return { kind, tls: scheme === 'rediss', nodes, ...parsePath(kind, path), ...parseCredentials(credentials) };
}

function parseNode(node: string, defaultPort: number): RedisNode {
  const match = NODE.exec(node);
  const host = match?.[1]?.replace(/^\[|\]$/g, '');
  const port = match?.[2] === undefined ? defaultPort : Number(match[2]);
  if (!host || port < 1 || port > 65_535)
    throw new Error('Each host of a Redis URL is a name or an address, and a port');
  return { host, port };
}

function parsePath(kind: RedisAddress['kind'], path: string): Pick<RedisAddress, 'masterName' | 'database'> {
  const parts = path === '' ? [] : path.split('/');
  const masterName = kind === 'sentinel' ? decodePart(parts.shift() ?? '') : '';
  if (kind === 'sentinel' && masterName === '') throw new Error('redis+sentinel:// ends with /masterName');
  const [database = '0', ...rest] = parts;
  if (!/^\d{1,5}$/.test(database) || rest.length > 0) throw new Error('The database of a Redis URL is a number');
  if (kind === 'cluster' && database !== '0') throw new Error('A Redis Cluster has no databases');
  return { masterName, database: Number(database) };
}

function parseCredentials(credentials: string | undefined): Pick<RedisAddress, 'username' | 'password'> {
  if (credentials === undefined || credentials === '') return { username: undefined, password: undefined };
  const colon = credentials.indexOf(':');
  if (colon < 0) return { username: decodePart(credentials), password: undefined };
  const username = decodePart(credentials.slice(0, colon));
  return { username: username === '' ? undefined : username, password: decodePart(credentials.slice(colon + 1)) };
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('A Redis URL writes reserved characters as %XX');
  }
}
