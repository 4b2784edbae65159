import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { NewWebhook } from '../../../src/domain/webhooks/webhook.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge } from '../../support/start-bridge.ts';
import { isSignedWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { HOUR_MS, openWebhookStage, type WebhookStage } from './webhook-stage.ts';

const URL = 'https://systems.example/events?tenant=1';

const isError = (code: ErrorCode, field?: string) => (error: unknown) =>
  isBridgeError(error, code) && (field === undefined || error.field === field);

for (const { name, skip, open } of ENGINES) {
  describe(`webhooks of a white label on ${name}`, { skip }, () => {
    let stage: WebhookStage;
    let receiver: WebhookReceiver;
    before(async () => {
      stage = await openWebhookStage(await open());
    });
    after(() => stage.close());
    beforeEach(async () => {
      receiver = await startWebhookReceiver();
    });
    afterEach(async () => {
      await receiver.close();
      await stage.clear();
    });
    const webhooks = () => stage.bridge.app.webhooks;

    test('a webhook is kept as it was asked for, and can be changed', async () => {
      const { webhook } = await webhooks().subscribe(stage.broker, { url: URL });
      const { enabled, eventTypes, description, failingSinceMs, revision } = webhook;
      assert.deepEqual([enabled, eventTypes, description, failingSinceMs, revision], [true, null, '', null, 1]);
      assert.deepEqual(await webhooks().get(stage.broker, webhook.id), webhook);
      const change = {
        url: 'https://other.example/',
        eventTypes: ['user.created'],
        description: 'CRM – 客户',
      } as const;
      const changed = await webhooks().update(stage.broker, webhook.id, change);
      assert.deepEqual(changed, { ...webhook, ...change, revision: 2 });
      assert.deepEqual(await webhooks().list(stage.broker), [changed]);
      await webhooks().remove(stage.broker, webhook.id);
      assert.deepEqual(await webhooks().list(stage.broker), []);
    });

    test('what cannot be a webhook is refused, and the field named', async () => {
      const faults: readonly (readonly [string, object])[] = [
        ...['', 'no address', '/events', 'http://systems.example/', 'ftp://systems.example/', 'https://'].map(
          (url) => ['url', { url }] as const,
        ),
        ...['https://me:secret@systems.example/', 'https://systems.example/#part', 'HTTPS://systems.example/'].map(
          (url) => ['url', { url }] as const,
        ),
        ['url', { url: `https://systems.example/${'a'.repeat(2000)}` }],
        ...[[], ['ping'], ['user.born'], ['user.created', 'user.created']].map(
          (eventTypes) => ['eventTypes', { eventTypes }] as const,
        ),
        ['description', { description: 'a'.repeat(201) }],
        ['description', { description: 'two\nlines' }],
      ];
      const { webhook } = await webhooks().subscribe(stage.broker, { url: URL });
      for (const [field, changes] of faults) {
        const given = { url: URL, ...changes } as NewWebhook;
        await assert.rejects(webhooks().subscribe(stage.broker, given), isError('webhook_invalid', field));
        await assert.rejects(webhooks().update(stage.broker, webhook.id, changes), isError('webhook_invalid', field));
      }
      assert.deepEqual(await webhooks().list(stage.broker), [webhook]);
    });

    test('a white label has 50 webhooks at most, however many ask at once', async () => {
      const another = await stage.startAnother();
      try {
        const results = await Promise.allSettled(
          Array.from({ length: 56 }, (_, index) => {
            const { app } = index % 2 === 0 ? stage.bridge : another;
            return app.webhooks.subscribe(stage.broker, { url: URL });
          }),
        );
        const refused = results.filter((result) => result.status === 'rejected');
        assert.ok(refused.every(({ reason }) => isBridgeError(reason, 'webhooks_exhausted')));
        assert.equal(refused.length, 6);
      } finally {
        await another.close();
      }
    });

    test('row 44: however often it is asked for under one id there is one webhook, with one secret', async () => {
      const another = await stage.startAnother();
      try {
        const wanted = { id: '0a8f8d4e-0000-8000-8000-000000000001', url: URL, eventTypes: ['user.created'] } as const;
        const made = await Promise.all(
          Array.from({ length: 8 }, (_, index) => {
            const { app } = index % 2 === 0 ? stage.bridge : another;
            return app.webhooks.subscribe(stage.broker, wanted);
          }),
        );
        assert.equal(new Set(made.map(({ secret }) => secret)).size, 1);
        assert.deepEqual(await webhooks().list(stage.broker), [made[0]?.webhook]);
        assert.equal(made[0]?.webhook.id, wanted.id);
        for (let index = 1; index < 50; index += 1) await webhooks().subscribe(stage.broker, { url: URL });
        assert.deepEqual(await webhooks().subscribe(stage.broker, wanted), made[0], 'though there is room for none');
      } finally {
        await another.close();
      }
    });

    test('an id whose webhook says something else by now, or is gone, stands for no other', async () => {
      const wanted = { id: '0a8f8d4e-0000-8000-8000-000000000002', url: receiver.url };
      const { webhook, secret } = await webhooks().subscribe(stage.broker, wanted);
      const changed = await webhooks().update(stage.broker, webhook.id, { description: 'Ledger' });
      const second = await webhooks().subscribe(stage.broker, wanted);
      assert.notEqual(second.webhook.id, webhook.id);
      assert.notEqual(second.secret, secret);
      assert.deepEqual(await webhooks().get(stage.broker, webhook.id), changed);
      receiver.answer = 500;
      await stage.happen('p1');
      await stage.deliver();
      for (const { id } of [webhook, second.webhook]) await webhooks().remove(stage.broker, id);
      const third = await webhooks().subscribe(stage.broker, wanted);
      receiver.received.length = 0;
      stage.bridge.clock.advance(HOUR_MS);
      await stage.deliver();
      assert.deepEqual(receiver.received, [], 'what waited for the one that is gone goes nowhere');
      assert.deepEqual(await stage.deliveries(third), []);
    });

    test('row 28: another white label has no part in a webhook', async () => {
      const { webhook } = await webhooks().subscribe(stage.broker, { url: URL });
      const { id } = await webhooks().ping(stage.broker, webhook.id);
      const other = stage.bridge.app.brokers.get('financialhouse_main');
      const unknown = isError('webhook_unknown');
      assert.deepEqual(await webhooks().list(other), []);
      await assert.rejects(webhooks().get(other, webhook.id), unknown);
      await assert.rejects(webhooks().update(other, webhook.id, { enabled: false }), unknown);
      await assert.rejects(webhooks().rotateSecret(other, webhook.id, 0), unknown);
      await assert.rejects(webhooks().ping(other, webhook.id), unknown);
      await assert.rejects(webhooks().listDeliveries(other, webhook.id, { limit: 1 }), unknown);
      await assert.rejects(webhooks().getDelivery(other, webhook.id, id), unknown);
      await assert.rejects(webhooks().resend(other, webhook.id, id), unknown);
      await assert.rejects(webhooks().remove(other, webhook.id), unknown);
      const { webhook: theirs } = await webhooks().subscribe(other, { url: URL });
      await assert.rejects(webhooks().getDelivery(other, theirs.id, id), isError('delivery_unknown'));
      await assert.rejects(webhooks().resend(other, theirs.id, id), isError('delivery_unknown'));
      await webhooks().remove(other, theirs.id);
      assert.deepEqual(await webhooks().get(stage.broker, webhook.id), webhook);
    });

    test('a webhook that is disabled is not pinged', async () => {
      const { webhook } = await webhooks().subscribe(stage.broker, { url: URL, enabled: false });
      await assert.rejects(webhooks().ping(stage.broker, webhook.id), isError('webhook_disabled'));
    });

    test('row 52: while a secret is rotated both sign; afterwards the new one alone', async () => {
      const { webhook, secret: first } = await webhooks().subscribe(stage.broker, { url: receiver.url });
      const { secret: second } = await webhooks().rotateSecret(stage.broker, webhook.id, 3600);
      const seen = async () => {
        await webhooks().ping(stage.broker, webhook.id);
        await stage.deliver();
        const event = receiver.received.at(-1);
        assert.ok(event);
        const nowMs = stage.bridge.clock.nowMs();
        return [
          event.signature.split(' ').length,
          isSignedWith(first, event, nowMs),
          isSignedWith(second, event, nowMs),
        ];
      };
      assert.notEqual(first, second);
      assert.deepEqual(await seen(), [2, true, true]);
      stage.bridge.clock.advance(HOUR_MS);
      assert.deepEqual(await seen(), [1, false, true]);
      const { secret: third } = await webhooks().rotateSecret(stage.broker, webhook.id, 0);
      assert.deepEqual(await seen(), [1, false, false]);
      const last = receiver.received.at(-1);
      assert.ok(last && isSignedWith(third, last, stage.bridge.clock.nowMs()));
    });

    test('rows 40 and 49: a secret is shown once, stored sealed, and stands in no log line', async () => {
      const { webhook, secret } = await webhooks().subscribe(stage.broker, { url: receiver.url });
      assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
      const rotated = await webhooks().rotateSecret(stage.broker, webhook.id, 60);
      receiver.answer = 500;
      await stage.happen('p1');
      await stage.deliver();
      const stored = JSON.stringify([
        await webhooks().list(stage.broker),
        await stage.bridge.app.storage.webhooks.find(stage.broker.brokerName, webhook.id),
        await stage.deliveries({ webhook, secret }),
      ]);
      for (const text of [stored, stage.bridge.logLines.join('\n'), await stage.bridge.app.metrics.render()]) {
        for (const one of [secret, rotated.secret]) {
          assert.ok(!text.includes(one.slice('whsec_'.length)));
          assert.ok(!text.includes(Buffer.from(one.slice('whsec_'.length), 'base64').toString('base64url')));
        }
      }
      assert.ok(!stage.bridge.logLines.join('\n').includes(receiver.url), 'an address may hold a secret of its owner');
    });

    test('metrics count each try by its outcome', async () => {
      await webhooks().subscribe(stage.broker, { url: receiver.url });
      const count = async (outcome: string) => {
        const line = new RegExp(
          `drawbridge_webhook_tries_total\\{outcome="${outcome}",broker="tradingtech_main"\\} (\\d+)`,
        );
        return Number(line.exec(await stage.bridge.app.metrics.render())?.[1] ?? 0);
      };
      const before = [await count('delivered'), await count('failed')];
      await stage.happen('p1');
      receiver.answer = 500;
      await stage.deliver();
      receiver.answer = 200;
      stage.bridge.clock.advance(HOUR_MS);
      await stage.deliver();
      assert.deepEqual(
        [(await count('delivered')) - (before[0] ?? 0), (await count('failed')) - (before[1] ?? 0)],
        [1, 1],
      );
    });
  });
}

describe('row 47: the address of a webhook in production mode', () => {
  test('is https on the public internet, and neither this machine nor a private network', async (t) => {
    const bridge = await startTestBridge({
      environment: {
        BRIDGE_MODE: 'production',
        PUBLIC_URL: 'https://sso.broker.example',
        ENCRYPTION_KEYS: `main:${randomBytes(32).toString('base64')}`,
        TRUSTED_PROXIES: '10.0.0.0/8',
        METRICS_TOKEN: 'metrics-token-of-this-test-0001',
        SMTP_URL: 'smtps://mail.example',
      },
    });
    t.after(() => bridge.close());
    const broker = bridge.app.brokers.get('tradingtech_main');
    const { webhooks } = bridge.app;
    for (const url of [
      ...[
        'http://systems.example/',
        'http://127.0.0.1:9/',
        'https://127.0.0.1/',
        'https://localhost/',
        'https://[::1]/',
      ],
      ...['https://10.0.0.1/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/', 'https://[fd12::1]/'],
    ]) {
      await assert.rejects(webhooks.subscribe(broker, { url }), isError('webhook_invalid', 'url'), url);
    }
    await webhooks.subscribe(broker, { url: URL });
  });
});
