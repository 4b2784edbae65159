import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CLIENT_HEADERS, CLIENT_ID } from './oidc-client.ts';
import { type ServerUnderLoad, startServer } from './server-process.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const WHITE_LABELS = 1000;

/** What many white labels cost one process. Times are of one request after the other. */
export interface WhiteLabelRow {
  readonly what: string;
  readonly value: string;
}

/** Starts a bridge with a thousand white labels, twice, and asks every issuer for something. */
export async function measureWhiteLabels(port: number): Promise<WhiteLabelRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-bench-issuers-'));
  const names = Array.from({ length: WHITE_LABELS }, (_, index) => `white_label_${index}`);
  try {
    const fresh = await startReady(port, { DATA_DIR: folder, BROKERS_FILE: writeSeed(folder, names) });
    const first = await timeEach(names, (name) => discover(fresh.server, name));
    await fresh.server.stop();

    // From now on they are in the store.
    const { server, readySeconds } = await startReady(port, { DATA_DIR: folder });
    const memoryAtStart = server.memoryMib();
    const cold = await timeEach(names, (name) => discover(server, name));
    await timeEach(names, (name) => buyToken(server, name));
    const warm = await timeEach(names, (name) => buyToken(server, name));
    const memory = server.memoryMib();
    const one = await timeEach(names, () => buyToken(server, names[0] ?? ''));
    await server.stop();
    return [
      { what: 'start-up until ready, s', value: readySeconds.toFixed(1) },
      { what: 'resident memory at the start, MiB', value: String(memoryAtStart) },
      { what: 'resident memory after every issuer was asked, MiB', value: String(memory) },
      { what: 'first request ever (a key is made), p50 / p99 ms', value: shown(first) },
      { what: 'first request after a start, p50 / p99 ms', value: shown(cold) },
      { what: 'token of each white label in turn, p50 / p99 ms', value: shown(warm) },
      { what: 'token of the same white label each time, p50 / p99 ms', value: shown(one) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A broker of the example, many times. */
function writeSeed(folder: string, names: readonly string[]): string {
  const example = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'config/brokers.example.json'), 'utf8'));
  const [broker] = example.brokers;
  const clients = broker.clients.filter(({ id }: { id: string }) => id === CLIENT_ID);
  const brokers = names.map((brokerName) => ({ ...broker, brokerName, hosts: [], traders: [], clients }));
  const file = join(folder, 'brokers.json');
  writeFileSync(file, JSON.stringify({ ...example, brokers }));
  return file;
}

async function startReady(port: number, environment: Readonly<Record<string, string>>) {
  const startedAt = performance.now();
  const script = [join(PROJECT_FOLDER, 'src/cli/cli.ts'), 'serve', '--no-simulator'];
  const server = await startServer(script, port, environment);
  while (!(await fetch(`${server.url}/readyz`)).ok) await delay(50);
  return { server, readySeconds: (performance.now() - startedAt) / 1000 };
}

async function discover({ url }: ServerUnderLoad, brokerName: string): Promise<void> {
  await read(await fetch(`${url}/b/${brokerName}/oidc/.well-known/openid-configuration`));
}

async function buyToken({ url }: ServerUnderLoad, brokerName: string): Promise<void> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'crm_api' });
  await read(await fetch(`${url}/b/${brokerName}/oidc/token`, { method: 'POST', headers: CLIENT_HEADERS, body }));
}

async function read(answer: Response): Promise<void> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text}`);
}

/** @returns Milliseconds of each, the shortest first. */
async function timeEach(names: readonly string[], ask: (name: string) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (const name of names) {
    const startedAt = performance.now();
    await ask(name);
    times.push(performance.now() - startedAt);
  }
  return times.sort((left, right) => left - right);
}

function shown(times: readonly number[]): string {
  return [0.5, 0.99].map((part) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1)).join(' / ');
}
