import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { findFreePort } from '../../support/server-process.ts';
import { PROJECT_FOLDER, startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const SAMPLE = join(PROJECT_FOLDER, 'docs/samples/receive-webhooks.mjs');

describe('row 52: the program that receives webhooks', () => {
  let bridge: TestBridge;
  let program: ChildProcess | undefined;
  before(async () => {
    bridge = await startTestBridge();
  });
  after(async () => {
    program?.kill('SIGKILL');
    await bridge.close();
  });

  test('takes what the bridge sends, shows it once, and refuses what was altered or is old', async () => {
    const { webhooks, brokers } = bridge.app;
    const broker = brokers.get('tradingtech_main');
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}/`;
    const { webhook, secret } = await webhooks.subscribe(broker, { url });
    const shown: string[] = [];
    program = spawn(process.execPath, [SAMPLE], { env: { WEBHOOK_SECRET: secret, PORT: String(port) } });
    program.stdout?.on('data', (chunk) => shown.push(String(chunk)));
    await untilUp(url);

    const { id } = await webhooks.ping(broker, webhook.id);
    await webhooks.deliverDue();
    await webhooks.resend(broker, webhook.id, id);
    await webhooks.deliverDue();
    const statuses = async () => (await webhooks.getDelivery(broker, webhook.id, id)).tries.map(({ status }) => status);
    assert.deepEqual(await statuses(), [204, 204]);
    assert.equal(shown.join('').match(/"type":"ping"/g)?.length, 1);

    bridge.clock.advance(-3_600_000);
    await webhooks.resend(broker, webhook.id, id);
    await webhooks.deliverDue();
    bridge.clock.advance(3_600_000);
    assert.deepEqual(await statuses(), [204, 204, 400], 'an hour old');
    await webhooks.rotateSecret(broker, webhook.id, 60);
    await webhooks.resend(broker, webhook.id, id);
    await webhooks.deliverDue();
    assert.equal((await statuses()).at(-1), 204, 'the secret before signs too');
    await webhooks.rotateSecret(broker, webhook.id, 0);
    await webhooks.resend(broker, webhook.id, id);
    await webhooks.deliverDue();
    assert.equal((await statuses()).at(-1), 400, 'it signs no more');
  });
});

async function untilUp(url: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
