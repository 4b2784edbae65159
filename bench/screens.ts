/**
 * `node bench/screens.ts`: what the screens cost the server, and how long a browser takes to show them. With `--write` the
 * table goes into README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { findBrowser } from '../src/conformance/browser/find-browser.ts';
import { startBrowser } from '../src/conformance/browser/screen-browser.ts';
import { CHECKED_SCREENS } from '../src/conformance/browser/screens-to-check.ts';
import { measureWire } from '../test/support/measure-wire.ts';
import { BROKER, type BridgeUnderLoad, startBridge, USER_ID } from './bridge.ts';

const README = join(import.meta.dirname, 'README.md');
const PORT = 4120;
const ACCOUNT = '5000001';
const REQUESTS = 300;
const WARM_UP_REQUESTS = 50;
const LOADS = 5;

/** A slow mobile connection. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

type AddressOf = (bridge: BridgeUnderLoad) => Promise<string>;

const SCREENS: readonly (readonly [string, AddressOf])[] = [
  ...CHECKED_SCREENS.map(
    ({ name, path, parameters, isInapp }) =>
      [name, (bridge: BridgeUnderLoad) => addressOf(bridge, path, parameters, isInapp)] as const,
  ),
  ['reset password', (bridge) => addressOf(bridge, 'auth/reset-password', {}, false)],
  ['services', (bridge) => addressOf(bridge, 'inapp/action', {}, true)],
];

const bridge = await startBridge(PORT, {});
const path = findBrowser();
const browser = path === undefined ? undefined : await startBrowser(path);
if (!browser) process.stderr.write('chromium is not installed: the columns of the browser are missing.\n');
const rows: string[] = [];
for (const [name, address] of SCREENS) {
  const { p50, p99 } = await measureServer(() => address(bridge));
  const shown = browser ? await measureBrowser(browser, () => address(bridge)) : ['–', '–', '–', '–'];
  rows.push(`| ${[name, p50.toFixed(1), p99.toFixed(1), ...shown].join(' | ')} |`);
}
await browser?.close();
await bridge.stop();

const report = [
  `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform} ${process.arch}.`,
  '',
  '| screen | server p50 ms | server p99 ms | requests | KB over the wire | loaded, broadband s | loaded, 400 kbit/s and 400 ms, s |',
  '|---|---|---|---|---|---|---|',
  ...rows,
  '',
].join('\n');
process.stdout.write(report);
if (process.argv.includes('--write')) {
  const [head = '', tail = ''] = readFileSync(README, 'utf8').split(/<!-- screens -->[\s\S]*<!-- end of screens -->/);
  writeFileSync(README, `${head}<!-- screens -->\n\n${report}\n<!-- end of screens -->${tail}`);
}

async function addressOf(
  { server, address }: BridgeUnderLoad,
  screen: string,
  parameters: Readonly<Record<string, string>>,
  isInapp: boolean,
): Promise<string> {
  const url = new URL(`${server.url}/b/${BROKER}/${screen}`);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (!isInapp) return url.href;
  const answer = await fetch(address('/oauth2/onetime/generate'), {
    method: 'POST',
    body: JSON.stringify({ userId: USER_ID }),
  });
  const { token } = (await answer.json()) as { token: string };
  url.searchParams.set('token', token);
  url.searchParams.set('account', ACCOUNT);
  return url.href;
}

/** One request after the other: what one trader waits for. */
async function measureServer(address: () => Promise<string>): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let count = 0; count < WARM_UP_REQUESTS + REQUESTS; count += 1) {
    const url = await address();
    const startedAt = performance.now();
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
    if (count >= WARM_UP_REQUESTS) times.push(performance.now() - startedAt);
  }
  times.sort((left, right) => left - right);
  return { p50: times[Math.floor(REQUESTS * 0.5)] ?? 0, p99: times[Math.floor(REQUESTS * 0.99)] ?? 0 };
}

/** @returns Requests, KB, seconds on broadband, seconds on a slow connection; the median of some loads. */
async function measureBrowser(shower: Browser, address: () => Promise<string>): Promise<string[]> {
  const page = await shower.newPage({ viewport: { width: 390, height: 844 } });
  const cost = await measureWire(page, async () => void (await page.goto(await address())));
  await page.close();
  const fast = await medianLoad(shower, address, undefined);
  const slow = await medianLoad(shower, address, SLOW);
  return [String(cost.requests.length), (cost.bytes / 1024).toFixed(1), fast.toFixed(2), slow.toFixed(2)];
}

async function medianLoad(
  shower: Browser,
  address: () => Promise<string>,
  connection: typeof SLOW | undefined,
): Promise<number> {
  const seconds: number[] = [];
  for (let count = 0; count < LOADS; count += 1) {
    const context = await shower.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    if (connection) await session.send('Network.emulateNetworkConditions', connection);
    const url = await address();
    const startedAt = performance.now();
    await page.goto(url, { waitUntil: 'load' });
    seconds.push((performance.now() - startedAt) / 1000);
    await context.close();
  }
  seconds.sort((left, right) => left - right);
  return seconds[Math.floor(LOADS / 2)] ?? 0;
}
