/** `npm run bench`: calls 4.1 to 4.4 beside two bare servers, in one run, and then `oidc.ts`. With `--write` the tables go into README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startBridge } from './bridge.ts';
import { measureBridge, measureMemory, type Row } from './bridge-loads.ts';
import { measure } from './measure.ts';
import { startRedis } from './redis.ts';
import { startServer } from './server-process.ts';

const README = join(import.meta.dirname, 'README.md');
const FIRST_PORT = 4100;

const rows: Row[] = [];
rows.push(await measureEcho('bare node:http echo', 'servers/node-echo.ts', FIRST_PORT));
const yardstick = await measureEcho('bare Express 5 JSON echo', 'servers/express-echo.ts', FIRST_PORT + 1);
rows.push(yardstick);

const embedded = await startBridge(FIRST_PORT + 2, {});
rows.push(...(await measureBridge(embedded, 'embedded')));
const memory = await measureMemory(embedded);
await embedded.stop();

const redis = await startRedis(FIRST_PORT + 3);
if (redis) {
  const onRedis = await startBridge(FIRST_PORT + 4, { REDIS_URL: redis.url });
  rows.push(...(await measureBridge(onRedis, 'Redis')));
  await onRedis.stop();
  await redis.stop();
} else {
  process.stderr.write('redis-server is not installed: its rows are missing.\n');
}

const report = render();
process.stdout.write(report);
if (process.argv.includes('--write')) {
  const [head = '', tail = ''] = readFileSync(README, 'utf8').split(/<!-- results -->[\s\S]*<!-- end -->/);
  writeFileSync(README, `${head}<!-- results -->\n\n${report}\n<!-- end -->${tail}`);
}
await import('./oidc.ts');

async function measureEcho(name: string, script: string, port: number): Promise<Row> {
  const server = await startServer([join(import.meta.dirname, script)], port);
  const load = { url: server.url, body: { password: 'sandbox-password-tradingtech_main' } };
  await measure({ ...load, seconds: 2 });
  const row = { name, ...(await measure(load)), memoryMib: server.memoryMib() };
  await server.stop();
  return row;
}

function render(): string {
  const processors = cpus();
  const lines = rows.map((row) => {
    const ratio = (row.requestsPerSecond / yardstick.requestsPerSecond).toFixed(2);
    const tail = (row.p99Ms / row.p50Ms).toFixed(1);
    const cells = [row.name, row.requestsPerSecond, ratio, row.p50Ms, row.p99Ms, tail, row.memoryMib, row.failures];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${processors.length} × ${processors[0]?.model.trim()}, Node ${process.version}, ${process.platform} ${process.arch}.`,
    '',
    '| what | requests/s | ratio to Express | p50 ms | p99 ms | p99 / p50 | memory MiB | failures |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
    `Memory over a million calls of 4.3, embedded, in MiB after each 200,000: ${memory.join(', ')}.`,
    '',
  ].join('\n');
}
