import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';

/** Everything that stands in the embedded stores, byte by byte. */
export function readFolder(path: string): string {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
}

/** Every row of every table. */
export async function readDatabase(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const names = await client.query("select tablename from pg_tables where schemaname = 'public'");
    const texts: string[] = [];
    for (const { tablename } of names.rows) {
      const { rows } = await client.query(`select to_jsonb(t)::text as text from "${tablename}" t`);
      texts.push(...rows.map(({ text }) => String(text)));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** Every key and what it holds. */
export async function readRedis(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    const keys = await client.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => ((await client.type(key)) === 'hash' ? client.hgetall(key) : client.get(key))),
    );
    return JSON.stringify([keys, values]);
  } finally {
    client.disconnect();
  }
}
