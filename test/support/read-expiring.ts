import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Redis } from 'ioredis';

/** One key of the expiring store and everything that stands under it. */
export interface StoredEntry {
  readonly key: string;
  /** The white label that the key says it belongs to. */
  readonly owner: string | undefined;
  readonly content: string;
}

/** Everything that the expiring store holds, with its keys. @param folder - Where the embedded stores are. */
export function readExpiring({ redisUrl }: { readonly redisUrl?: string }, folder: string): Promise<StoredEntry[]> {
  return redisUrl === undefined ? readSqlite(folder) : readRedis(redisUrl);
}

async function readSqlite(folder: string): Promise<StoredEntry[]> {
  const database = new DatabaseSync(join(folder, 'expiring.sqlite'), { readOnly: true });
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
  const stored = tables.flatMap(({ name }) => {
    const rows = database.prepare(`select * from ${String(name)}`).all();
    // One of the tables counts, and names nobody.
    const named = rows.filter(
      (row) => 'partition' in row || Object.values(row).some((value) => typeof value === 'string'),
    );
    return named.map((row) => ({
      key: `${name}/${row.kind}/${row.id}`,
      owner: typeof row.partition === 'string' ? row.partition : undefined,
      content: JSON.stringify(row),
    }));
  });
  database.close();
  return stored;
}

async function readRedis(url: string): Promise<StoredEntry[]> {
  const client = new Redis(url);
  try {
    const keys = await client.keys('*');
    return await Promise.all(
      keys.map(async (key) => ({
        key,
        owner: /^drawbridge:\{([^{}]+)\}:/.exec(key)?.[1],
        content: JSON.stringify(await readKey(client, key)),
      })),
    );
  } finally {
    client.disconnect();
  }
}

async function readKey(client: Redis, key: string): Promise<unknown> {
  const type = await client.type(key);
  if (type === 'hash') return client.hgetall(key);
  if (type === 'set') return client.smembers(key);
  if (type === 'zset') return client.zrange(key, '0', '-1');
  return client.get(key);
}
