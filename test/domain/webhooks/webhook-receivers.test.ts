import assert from 'node:assert/strict';
import type { LookupAddress, lookup } from 'node:dns';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { createWebhookBackend } from '../../../src/backends/web/create-webhook-backend.ts';
import type { WebhookWithSecret } from '../../../src/domain/webhooks/webhook.ts';
import { createWebhooks, type Webhooks } from '../../../src/domain/webhooks/webhooks.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { openWebhookStage, type WebhookStage } from './webhook-stage.ts';

/** For who answers, however busy the machine is. */
const TIMEOUT_MS = 20_000;
/** For who says nothing, or nothing more. */
const SHORT_TIMEOUT_MS = 2000;
const TEN_MEGABYTES = 10_485_760;

describe('receivers that do what they should not', () => {
  let stage: WebhookStage;
  let server: Server;
  let origin: string;
  let answer: (response: ServerResponse) => unknown;
  let asked: string[] = [];
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    stage = await openWebhookStage({});
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      request.resume().once('end', () => answer(response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await stage.close();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await stage.clear();
    asked = [];
  });

  /** The webhooks of the stage, with less patience, or as production mode has them. */
  function webhooksWith(options: Partial<Parameters<typeof createWebhookBackend>[0]> = {}): Webhooks {
    const { storage, events, keyRing } = stage.bridge.app;
    const backend = createWebhookBackend({ allowLoopback: true, timeoutMs: TIMEOUT_MS, ...options });
    const webhooks = createWebhooks({
      ...{ store: storage.webhooks, deliveries: storage.webhookDeliveries, backend, events, keyRing },
      addressRules: { publicOnly: false, sandboxOrigin: null },
      ...{ telemetry: silentTelemetry, clock: stage.bridge.clock, log: createLogger('silent') },
    });
    closing.push(() => webhooks.stop());
    return webhooks;
  }

  /** @returns The status or the error of one try. */
  async function outcomeOf(url: string, webhooks = webhooksWith()): Promise<string | number | null | undefined> {
    return outcomeAt(await webhooks.subscribe(stage.broker, { url }), webhooks);
  }

  /** As it is with an address that was let in before, or past the rules. */
  async function outcomeOfKept(url: string, webhooks: Webhooks) {
    const subscribed = await webhooks.subscribe(stage.broker, { url: 'https://systems.example/' });
    const { storage } = stage.bridge.app;
    await storage.webhooks.change(stage.broker.brokerName, subscribed.webhook.id, (webhook) => ({ ...webhook, url }));
    return outcomeAt(subscribed, webhooks);
  }

  async function outcomeAt(subscribed: WebhookWithSecret, webhooks: Webhooks) {
    await stage.happen('p1');
    while ((await webhooks.deliverDue()) > 0);
    const [tried] = (await stage.deliveries(subscribed))[0]?.tries ?? [];
    return tried?.status ?? tried?.error;
  }

  test('one that never answers is left after a time', async () => {
    answer = () => undefined;
    assert.equal(await outcomeOf(`${origin}/hang`, webhooksWith({ timeoutMs: SHORT_TIMEOUT_MS })), 'ERR_FETCH_TIMEOUT');
  });

  test('one that answers 200 and never ends has taken the event', async () => {
    answer = (response) => response.writeHead(200).write('{');
    assert.equal(await outcomeOf(`${origin}/slow`, webhooksWith({ timeoutMs: SHORT_TIMEOUT_MS })), 200);
  });

  test('of an answer of 10 MB nothing is kept, and little is read', async () => {
    let written = 0;
    const broken = new Promise((resolve) => {
      answer = (response) => {
        response.writeHead(200, { 'content-length': TEN_MEGABYTES });
        response.once('close', () => resolve(written));
        const writeOn = () => {
          while (written < TEN_MEGABYTES && !response.destroyed) {
            written += 65_536;
            if (!response.write('a'.repeat(65_536))) return response.once('drain', writeOn);
          }
          return undefined;
        };
        writeOn();
      };
    });
    const webhooks = webhooksWith();
    assert.equal(await outcomeOf(`${origin}/huge`, webhooks), 200);
    assert.ok(Number(await broken) < TEN_MEGABYTES, 'the connection was broken off');
    const [webhook] = await webhooks.list(stage.broker);
    const kept = await webhooks.listDeliveries(stage.broker, webhook?.id ?? '', { limit: 1 });
    assert.doesNotMatch(JSON.stringify(kept), /aaaa/);
  });

  test('row 47: a redirect is a failure, and is not followed, wherever it leads', async () => {
    answer = (response) => response.writeHead(307, { location: `${origin}/elsewhere` }).end();
    assert.equal(await outcomeOf(`${origin}/redirect`), 307);
    assert.deepEqual(asked, ['/redirect']);
  });

  test('row 47: a private address is not connected to, however it is written', async () => {
    const webhooks = webhooksWith({ allowLoopback: false });
    for (const host of ['127.0.0.1', '[::1]', '10.0.0.1', '169.254.169.254', '[fd12::1]']) {
      assert.equal(await outcomeOfKept(`https://${host}/`, webhooks), 'ERR_ADDRESS_NOT_PUBLIC', host);
      await stage.clear();
    }
    assert.equal(await outcomeOfKept(`${origin}/plain`, webhooks), 'ERR_NOT_HTTPS');
    assert.deepEqual(asked, []);
  });

  test('row 47: a name that leads elsewhere the second time is looked at each time', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1', '10.0.0.1']];
    let lookUps = 0;
    const lookUpName = ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
      const addresses = answers[lookUps] ?? [];
      lookUps += 1;
      const found = addresses.map((address) => ({ address, family: 4 }));
      process.nextTick(() => done(null, found));
    }) as unknown as typeof lookup;
    const webhooks = webhooksWith({ lookUpName });
    const url = `https://rebinding.example:${(server.address() as AddressInfo).port}/`;
    const subscribed = await webhooks.subscribe(stage.broker, { url });
    await stage.happen('p1');
    for (const _answer of answers) {
      while ((await webhooks.deliverDue()) > 0);
      stage.bridge.clock.advance(60_000);
    }
    const errors = (await stage.deliveries(subscribed))[0]?.tries.map(({ error }) => error) ?? [];
    assert.notEqual(errors[0], 'ERR_ADDRESS_NOT_PUBLIC', 'this machine is allowed, but speaks no TLS here');
    assert.deepEqual(errors.slice(1), ['ERR_ADDRESS_NOT_PUBLIC', 'ERR_ADDRESS_NOT_PUBLIC']);
    assert.deepEqual([lookUps, asked], [3, []]);
  });

  test('row 52: one that hangs, with much that waits for it, does not hold up another', async (t) => {
    const good = await startWebhookReceiver();
    t.after(() => good.close());
    const held: ServerResponse[] = [];
    answer = (response) => held.push(response);
    const webhooks = webhooksWith({ timeoutMs: 60_000 });
    await webhooks.subscribe(stage.broker, { url: `${origin}/hang` });
    await webhooks.subscribe(stage.broker, { url: good.url });
    for (let index = 0; index < 40; index += 1) await stage.happen(`p${index}`);
    webhooks.start();
    await good.waitFor(40);
    assert.ok(held.length <= 4, `${held.length} at once`);
    await webhooks.stop();
  });

  test('row 52: 80 webhooks of two other white labels that hang hold up none that is well, in any process', async (t) => {
    const good = await startWebhookReceiver();
    t.after(() => good.close());
    answer = () => undefined;
    const processes = [webhooksWith({ timeoutMs: 60_000 }), webhooksWith({ timeoutMs: 60_000 })];
    const [webhooks] = processes as [Webhooks];
    const others = ['tradingtech_wl_europe', 'financialhouse_main'].map((name) => stage.bridge.app.brokers.get(name));
    for (const broker of others) {
      for (let index = 0; index < 40; index += 1) await webhooks.subscribe(broker, { url: `${origin}/hang` });
      for (let index = 0; index < 4; index += 1) await stage.happen(`o${index}`, 'credited', broker.brokerName);
    }
    for (const one of processes) one.start();
    while (asked.length < 64) await new Promise((resolve) => setTimeout(resolve, 5));
    await webhooks.subscribe(stage.broker, { url: good.url });
    for (let index = 0; index < 20; index += 1) await stage.happen(`p${index}`);
    await good.waitFor(20);
    assert.equal(new Set(good.received.map(({ id }) => id)).size, 20);
    assert.equal(asked.length, 64, 'of each of the two 16 at once in each process');
    for (const one of processes) await one.stop();
    for (const broker of others) {
      for (const { id } of await webhooks.list(broker)) await webhooks.remove(broker, id);
    }
  });

  test('row 52: webhooks that hang at a host hold up no other at the same host', async () => {
    answer = (response) => response.req.url === '/good' && response.end();
    const webhooks = webhooksWith({ timeoutMs: 60_000 });
    for (let index = 0; index < 30; index += 1) await webhooks.subscribe(stage.broker, { url: `${origin}/hang` });
    await stage.happen('p1');
    webhooks.start();
    while (asked.length < 16) await new Promise((resolve) => setTimeout(resolve, 5));
    stage.bridge.clock.advance(1000);
    while (asked.length < 30) await new Promise((resolve) => setTimeout(resolve, 5));
    await webhooks.subscribe(stage.broker, { url: `${origin}/good` });
    stage.bridge.clock.advance(1000);
    await stage.happen('p2');
    while (!asked.includes('/good')) {
      stage.bridge.clock.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await webhooks.stop();
  });

  test('a process that stops breaks off what is under way, and leaves it due', async () => {
    answer = () => undefined;
    const webhooks = webhooksWith({ timeoutMs: 60_000 });
    const subscribed = await webhooks.subscribe(stage.broker, { url: `${origin}/hang` });
    await stage.happen('p1');
    webhooks.start();
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await webhooks.stop();
    const [delivery] = await stage.deliveries(subscribed);
    assert.deepEqual([delivery?.state, delivery?.tries, delivery?.failures], ['pending', [], 0]);
    answer = (response) => response.end();
    await stage.deliver();
    assert.equal((await stage.deliveries(subscribed))[0]?.state, 'delivered');
  });
});
