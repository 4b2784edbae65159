import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, serverProcess } from './server-process.ts';

/** A Sentinel that watches one master; it calls it `main`. */
export async function startRedisSentinel(
  masterPort: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-sentinel-'));
  const port = await findFreePort();
  const settings = join(folder, 'sentinel.conf');
  const lines = [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, `sentinel monitor main 127.0.0.1 ${masterPort} 1`];
  writeFileSync(settings, `${lines.join('\n')}\n`);
  const process = serverProcess('redis-server', [settings, '--sentinel'], '+monitor master main');
  await process.start();
  return {
    url: `redis+sentinel://127.0.0.1:${port}/main`,
    async close() {
      await process.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
