import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startTestSimulator } from '../support/start-simulator.ts';
import { openPlatformSession } from './platform-session.ts';

const CREATE = '/cid/oauth2/ctid/create';
const CRM = { brokerCrmName: 'tradingtech_crm' };
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'drawbridge-simulator-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('after a restart users, balances and manager tokens are there, and no id is given out again', async () => {
  const stateFile = join(folder, 'nested', 'simulator.json');
  const first = await startTestSimulator({ stateFile });
  const session = await openPlatformSession(first.url);
  const created = await session.call('POST', CREATE, { ...CRM, email: 'stays@example.com' });
  const deposit = { login: 3000001, preciseAmount: 12.34, type: 'DEPOSIT' };
  await session.call('POST', '/v2/webserv/traders/3000001/changebalance', deposit);
  await first.close();
  assert.equal(statSync(stateFile).mode & 0o077, 0);
  assert.deepEqual(readdirSync(join(folder, 'nested')), ['simulator.json']);

  const port = Number(new URL(first.url).port);
  const second = await startTestSimulator({ stateFile, port });
  const found = await session.call('GET', '/cid/oauth2/ctid/userId', { ...CRM, email: 'stays@example.com' });
  assert.equal(found.body.userId, created.body.userId);
  const next = await session.call('POST', CREATE, { ...CRM, email: 'next@example.com' });
  assert.ok(Number(next.body.userId) > Number(created.body.userId));
  const { traders, users } = await second.state();
  assert.equal(traders.find(({ login }) => login === 3000001)?.balance, 1_001_234);
  assert.equal(users.filter(({ email }) => email === 'trader@example.com').length, 3);
  await second.close();
});

test('what changed is written without waiting for the end', async () => {
  const stateFile = join(folder, 'soon.json');
  const simulator = await startTestSimulator({ stateFile });
  const session = await openPlatformSession(simulator.url);
  await session.call('POST', CREATE, { ...CRM, email: 'soon@example.com' });
  const deadline = Date.now() + 30_000;
  let written = '';
  while (!written.includes('soon@example.com') && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    written = readIfThere(stateFile);
  }
  await simulator.close();
  assert.ok(written.includes('soon@example.com'));
});

test('a state file that is none of its own is left alone', async () => {
  const stateFile = join(folder, 'foreign.json');
  for (const text of ['{"version":9}', 'null', '{"version":']) {
    writeFileSync(stateFile, text);
    await assert.rejects(startTestSimulator({ stateFile }), /not a state of this simulator/);
    assert.equal(readFileSync(stateFile, 'utf8'), text);
  }
});

test('a simulator that waits in a slow call stops at once', async () => {
  const simulator = await startTestSimulator();
  const session = await openPlatformSession(simulator.url);
  await simulator.setFaults({ latencyMs: 60_000 });
  const slow = session.call('GET', '/cid/oauth2/ctid/userId', { ...CRM, email: 'a@example.com' });
  while ((await simulator.calls('3.11')).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const startedAtMs = Date.now();
  await simulator.close();
  await slow;
  assert.ok(Date.now() - startedAtMs < 20_000);
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
