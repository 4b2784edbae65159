/**
 * `node bench/oidc.ts`: the issuers beside the bare engine, in one run, and a thousand white labels. With `--write` the
 * tables go into README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALLS, type Call, type LoadedCall, loadIssuer } from './oidc-loads.ts';
import { type IssuerUnderLoad, startBareEngine, startBridgeIssuer } from './oidc-servers.ts';
import { measureWhiteLabels } from './oidc-white-labels.ts';
import { startRedis } from './redis.ts';
import { leaveFirstProcessor } from './server-process.ts';

const README = join(import.meta.dirname, 'README.md');
const PORT = 4140;
/** The first warms up and counts for nothing. */
const ROUNDS = 4;

/** One issuer's loads, each beside the bare engine's of the same round. */
type Round = { readonly one: LoadedCall; readonly bare: LoadedCall }[];

leaveFirstProcessor();
const redis = await startRedis(PORT);
if (!redis) process.stderr.write('redis-server is not installed: its rows are missing.\n');
const issuers = [await startBareEngine(PORT + 1), await startBridgeIssuer('embedded', PORT + 2, {})];
if (redis) issuers.push(await startBridgeIssuer('Redis', PORT + 3, { REDIS_URL: redis.url }));
const rows: string[] = [];
try {
  for (const call of CALLS) rows.push(...(await compare(call)));
} finally {
  for (const issuer of issuers) await issuer.stop();
  await redis?.stop();
}
const whiteLabels = await measureWhiteLabels(PORT + 4);

const report = [
  `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform} ${process.arch}; medians of ${ROUNDS - 1}.`,
  '',
  '| call | issuer | requests/s | of the bare engine | processor µs/request | the same, as a ratio | p50 ms | p99 ms | failures |',
  '|---|---|---|---|---|---|---|---|---|',
  ...rows,
  '',
  '| 1,000 white labels | |',
  '|---|---|',
  ...whiteLabels.map(({ what, value }) => `| ${what} | ${value} |`),
  '',
].join('\n');
process.stdout.write(report);
if (process.argv.includes('--write')) {
  const [head = '', tail = ''] = readFileSync(README, 'utf8').split(/<!-- issuers -->[\s\S]*<!-- end of issuers -->/);
  writeFileSync(README, `${head}<!-- issuers -->\n\n${report}\n<!-- end of issuers -->${tail}`);
}

/** One issuer after the other, again and again, so that what else the machine does meets all alike. */
async function compare(call: Call): Promise<string[]> {
  const rounds: Round[] = issuers.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const loaded: LoadedCall[] = [];
    for (const issuer of issuers) loaded.push(await loadIssuer(issuer, call));
    if (round === 0) continue;
    for (const [index, one] of loaded.entries()) rounds[index]?.push({ one, bare: loaded[0] ?? one });
  }
  return issuers.map((issuer, index) => rowOf(call, issuer, rounds[index] ?? []));
}

function rowOf(call: Call, { name }: IssuerUnderLoad, rounds: Round): string {
  const middle = (value: (one: LoadedCall, bare: LoadedCall) => number) =>
    median(rounds.map(({ one, bare }) => value(one, bare)));
  const cells = [
    middle((one) => one.requestsPerSecond).toFixed(0),
    middle((one, bare) => one.requestsPerSecond / bare.requestsPerSecond).toFixed(2),
    middle((one) => one.cpuMicroseconds).toFixed(0),
    middle((one, bare) => bare.cpuMicroseconds / one.cpuMicroseconds).toFixed(2),
    middle((one) => one.p50Ms).toFixed(0),
    middle((one) => one.p99Ms).toFixed(0),
    rounds.reduce((sum, { one }) => sum + one.failures, 0),
  ];
  return `| ${[call, name, ...cells].join(' | ')} |`;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
