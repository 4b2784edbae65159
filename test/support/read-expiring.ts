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
  const stored = tables.flatMap(({ name }) =>
    database
      .prepare(`select * from ${String(name)}`)
      .all()
      .map((row) => ({
        key: `${name}/${row.kind}/${row.id}`,
        owner: typeof row.partition === 'string' ? row.partition : undefined,
        content: JSON.stringify(row),
      })),
  );
  database.close();
  return stored;
}

async function readRedis(url: string): Promise<StoredEntry[]> {
  const client = new Redis(url);
  const keys = await client.keys('*');
  const stored = await Promise.all(
    keys.map(async (key) => ({
      key,
      owner: /^drawbridge:\{([^{}]+)\}:/.exec(key)?.[1],
      content: JSON.stringify((await client.type(key)) === 'hash' ? await client.hgetall(key) : await client.get(key)),
    })),
  );
  await client.quit();
  return stored;
}
