import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { missingPrograms } from '../../support/missing-programs.ts';
import { runProgram } from '../../support/run-cli.ts';
import { findFreePort } from '../../support/server-process.ts';
import { PROJECT_FOLDER, startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const KEY = 'bk_test_sandbox_tradingtech_main';
const SECRET = 'sandbox-secret-tradingtech_main';

describe('the first steps of /docs', { skip: missingPrograms(['bash', 'curl']) }, () => {
  const folder = makeTempFolder();
  let bridge: TestBridge;
  let receiver: ChildProcess | undefined;
  before(async () => {
    bridge = await startTestBridge();
  });
  after(async () => {
    receiver?.kill('SIGKILL');
    await bridge.close();
    folder.remove();
  });

  /** As the reader gets it: from the bridge. */
  async function fetchSample(file: string): Promise<string> {
    const response = await fetch(`${bridge.url}/docs/samples/${file}`);
    assert.equal(response.status, 200);
    const path = join(folder.path, file);
    writeFileSync(path, await response.text());
    return path;
  }

  async function run(program: string, file: string, ...words: string[]): Promise<string> {
    const environment = { BRIDGE_URL: bridge.url, BRIDGE_API_KEY: KEY, BRIDGE_API_SECRET: SECRET };
    const { exitCode, stdout, stderr } = await runProgram(program, [await fetchSample(file), ...words], environment);
    assert.equal(exitCode, 0, stderr);
    return stdout;
  }

  test('a trader who is created by the sample is heard of by the sample that receives, and stands in the log', async () => {
    const { webhooks, brokers, privacyLog } = bridge.app;
    const port = await findFreePort();
    const { secret } = JSON.parse(await run('bash', 'subscribe-webhook.sh', `http://127.0.0.1:${port}/`));
    assert.match(secret, /^whsec_/);
    const words = [await fetchSample('receive-webhooks.mjs')];
    receiver = spawn(process.execPath, words, { env: { WEBHOOK_SECRET: secret, PORT: String(port) } });
    const shown = new Promise<string>((resolve) => receiver?.stdout?.once('data', (chunk) => resolve(String(chunk))));
    await untilUp(port);

    const user = JSON.parse(await run('bash', 'create-trader.sh', 'anna@example.com', 'Anna'));
    assert.deepEqual([user.email, user.firstName], ['anna@example.com', 'Anna']);
    const again = JSON.parse(await run('bash', 'create-trader.sh', 'anna@example.com', 'Anna'));
    assert.equal(again.id, user.id, 'the Idempotency-Key');
    await webhooks.deliverDue();
    const event = JSON.parse(await shown);
    assert.deepEqual([event.type, event.objectId], ['user.created', user.id]);
    const [entry] = await privacyLog.list(brokers.get('tradingtech_main'), { personId: user.id, limit: 1 });
    assert.equal(entry?.principal, 'back_office-ada');
  });

  test('the typed client does it from a program, where the package is installed', async () => {
    const home = join(folder.path, 'node_modules/drawbridge');
    for (const part of ['package.json', 'scripts/build-client.mjs', 'src/client']) {
      cpSync(join(PROJECT_FOLDER, part), join(home, part), { recursive: true });
    }
    const built = await runProgram(process.execPath, [join(home, 'scripts/build-client.mjs')]);
    assert.equal(built.exitCode, 0, built.stderr);
    const user = JSON.parse(await run(process.execPath, 'use-client.mjs', 'berta@example.com'));
    assert.deepEqual([user.email, user.firstName], ['berta@example.com', 'Anna']);
  });

  test('the page shows each program as it lies, and the values of this bridge', async () => {
    const page = decoded(await (await fetch(`${bridge.url}/docs`)).text());
    for (const file of ['subscribe-webhook.sh', 'receive-webhooks.mjs', 'create-trader.sh', 'use-client.mjs']) {
      assert.ok(page.includes(readFileSync(join(PROJECT_FOLDER, 'docs/samples', file), 'utf8')), file);
      assert.ok(page.includes(`href="/docs/samples/${file}"`), file);
    }
    for (const value of [KEY, SECRET]) assert.ok(page.includes(`=${value}\n`), value);
    assert.match(page, /export BRIDGE_URL=http\S+\nexport BRIDGE_API_KEY/);
  });

  test('no other file of the folder is served, nor one beside it', async () => {
    for (const file of ['', 'other.mjs', '..%2Fbroker-api.md', '%2e%2e/broker-api.md']) {
      assert.equal((await fetch(`${bridge.url}/docs/samples/${file}`)).status, 404, file);
    }
  });
});

function decoded(html: string): string {
  const characters = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return Object.entries(characters).reduce((text, [name, character]) => text.replaceAll(name, character), html);
}

async function untilUp(port: number): Promise<void> {
  for (;;) {
    const asked = fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' });
    const isUp = await asked.then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
