import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { depositScreen } from '../../support/deposit-screen.ts';
import { ENGINES } from '../../support/engines.ts';
import { traderBrowser } from '../../support/trader-browser.ts';
import { isSignedWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { assertRefused } from './support/assert-refused.ts';
import { type Answer, type BrokerSystem, type CallOptions, useBrokerApiStage } from './support/broker-api-stage.ts';

const ADDRESS = 'https://systems.example/events';
const HOUR_MS = 3_600_000;

interface ShownDelivery {
  readonly id: string;
  readonly state: string;
  readonly event: { readonly id: string; readonly type: string };
  readonly tries: readonly { readonly status: number | null; readonly error: string | null }[];
  readonly nextTryAt: string | null;
}

for (const { name, skip, open } of ENGINES) {
  describe(`webhooks through the broker API on ${name}`, { skip }, () => {
    const stage = useBrokerApiStage(open);
    let receiver: WebhookReceiver;
    beforeEach(async () => {
      receiver = await startWebhookReceiver();
    });
    afterEach(async () => {
      await receiver.close();
      for (const { id } of await listOf(stage().system)) await call('DELETE', `/webhooks/${id}`);
    });

    const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
      stage().system.call(method, path, options);
    const listOf = async (system: BrokerSystem) =>
      (await system.call('GET', '/webhooks')).body.items as { readonly id: string }[];
    const nowMs = () => stage().bridge.clock.nowMs();
    const deliver = async () => {
      while ((await stage().bridge.app.webhooks.deliverDue()) > 0);
    };

    async function create(body: object = {}): Promise<{ id: string; secret: string; path: string }> {
      const answer = await call('POST', '/webhooks', { body: { url: receiver.url, ...body } });
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      const { id, secret } = answer.body as { id: string; secret: string };
      return { id, secret, path: `/webhooks/${id}` };
    }

    async function deliveriesOf(
      path: string,
      query = '',
    ): Promise<{ items: ShownDelivery[]; nextCursor: string | null }> {
      const answer = await call('GET', `${path}/deliveries${query}`);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body as unknown as { items: ShownDelivery[]; nextCursor: string | null };
    }

    test('row 52: a trader signs up and pays: the broker’s system hears of it, in order, signed', async () => {
      const { secret } = await create();
      const { url, app } = stage().bridge;
      const browser = traderBrowser(url);
      assert.equal((await browser.signUp({ email: 'wanda@example.com', password: 'A-New-Trader-1' })).status, 303);
      await depositScreen(url).deposit('25.00');
      await deliver();
      const types = receiver.received.map(({ body }) => String(body.type));
      assert.deepEqual(types.toSorted(), [
        ...['account.linked', 'account.opened', 'agreement.signed'],
        ...['payment.created', 'payment.credited', 'user.created'],
      ]);
      for (const event of receiver.received) assert.ok(isSignedWith(secret, event, nowMs()), event.text);
      assert.ok(types.indexOf('account.opened') < types.indexOf('account.linked'));
      assert.ok(types.indexOf('payment.created') < types.indexOf('payment.credited'));
      const dataOf = (type: string) => receiver.received.find(({ body }) => body.type === type)?.body.data;
      const user = await app.users.findByEmail('tradingtech_main', 'wanda@example.com');
      assert.deepEqual(dataOf('user.created'), { userId: user?.id, source: 'sign_up' });
      assert.equal(dataOf('account.linked')?.userId, user?.id);
      const { paymentId, userId, ...payment } = dataOf('payment.credited') ?? {};
      assert.ok(paymentId && userId);
      assert.deepEqual(payment, {
        ...{ kind: 'deposit', login: 5000001, amountMinor: 2500, moneyDigits: 2, currency: 'EUR' },
        ...{ state: 'credited', failure: null },
      });
      const texts = receiver.received.map(({ text }) => text).join('\n');
      assert.doesNotMatch(texts, /example\.com|A-New-Trader/, 'nobody is named');
    });

    test('row 40: a webhook is created, read, changed and deleted; its secret is shown once', async () => {
      const eventTypes = ['payment.credited'];
      const created = await call('POST', '/webhooks', { body: { url: ADDRESS, eventTypes, description: 'Ledger' } });
      assert.equal(created.status, 201);
      const { secret, ...shown } = created.body;
      assert.match(String(secret), /^whsec_/);
      const path = `/webhooks/${shown.id}`;
      const read = await call('GET', path);
      assert.deepEqual(read.body, shown);
      assert.deepEqual((await call('GET', '/webhooks')).body, { items: [shown], nextCursor: null });
      const headers = { 'if-match': read.headers.get('etag') ?? '' };
      const changed = await call('PATCH', path, { body: { enabled: false, eventTypes: null }, headers });
      assert.deepEqual(changed.body, { ...shown, enabled: false, eventTypes: null });
      assertRefused(await call('PATCH', path, { body: { enabled: true }, headers }), 412, 'precondition_failed');
      const removed = await call('DELETE', path);
      assert.deepEqual([removed.status, removed.body], [204, {}]);
      assertRefused(await call('GET', path), 404, 'webhook_unknown');
      assertRefused(await call('DELETE', path), 404, 'webhook_unknown');
    });

    test('the same Idempotency-Key makes one webhook', async () => {
      const options = { body: { url: ADDRESS }, headers: { 'idempotency-key': 'once' } };
      const [first, second] = [await call('POST', '/webhooks', options), await call('POST', '/webhooks', options)];
      assert.deepEqual(second.body, first.body);
      assert.equal((await listOf(stage().system)).length, 1);
    });

    test('row 44: a process that dies before it answers leaves one webhook, whose secret the same request gets', async () => {
      const { clock, app } = stage().bridge;
      const options = { body: { url: ADDRESS, description: 'Ledger' }, headers: { 'idempotency-key': 'died-once' } };
      const { expiring } = app.storage;
      const { compareAndSet } = expiring;
      Object.assign(expiring, { compareAndSet: async () => false });
      const lost = await call('POST', '/webhooks', options).finally(() => Object.assign(expiring, { compareAndSet }));
      assertRefused(await call('POST', '/webhooks', options), 409, 'idempotency_in_progress');
      clock.advance(121_000);
      const again = await call('POST', '/webhooks', options);
      assert.equal(again.status, 201);
      assert.deepEqual(again.body, lost.body);
      assert.equal((await listOf(stage().system)).length, 1);
    });

    test('what is malformed is refused, and the field named', async () => {
      const { path } = await create();
      for (const [body, code, field] of [
        [{}, 'parameter_invalid', 'url'],
        [{ url: 'http://systems.example/' }, 'webhook_invalid', 'url'],
        [{ url: 'https://me:pw@systems.example/' }, 'webhook_invalid', 'url'],
        [{ url: ADDRESS, eventTypes: ['ping'] }, 'parameter_invalid', 'eventTypes.0'],
        [{ url: ADDRESS, eventTypes: [] }, 'parameter_invalid', 'eventTypes'],
        [{ url: ADDRESS, description: 'a\u0000b' }, 'webhook_invalid', 'description'],
        [{ url: ADDRESS, secret: 'mine' }, 'parameter_unknown', 'secret'],
      ] as const) {
        assertRefused(await call('POST', '/webhooks', { body }), 400, code, field);
      }
      assertRefused(await call('PATCH', path, { body: { url: 'ftp://x/' } }), 400, 'webhook_invalid', 'url');
      assertRefused(await call('PATCH', path, { body: {} }), 400, 'parameter_invalid');
      const tooLong = { body: { overlapSeconds: 1_000_000 } };
      assertRefused(await call('POST', `${path}/rotate-secret`, tooLong), 400, 'parameter_invalid', 'overlapSeconds');
      assertRefused(await call('GET', `${path}/deliveries?state=lost`), 400, 'parameter_invalid', 'state');
      assertRefused(await call('GET', `${path}/deliveries?cursor=abc`), 400, 'parameter_invalid', 'cursor');
    });

    test('row 47: an address that would never be connected to is refused at once, in sandbox mode too', async () => {
      const { path } = await create();
      for (const host of [
        '10.0.0.1',
        '192.168.1.1',
        '169.254.169.254',
        '0.0.0.0',
        '[fd12::1]',
        '[fec0::1]',
        '[3fff::1]',
      ]) {
        const body = { url: `https://${host}/x` };
        assertRefused(await call('POST', '/webhooks', { body }), 400, 'webhook_invalid', 'url');
        assertRefused(await call('PATCH', path, { body }), 400, 'webhook_invalid', 'url');
      }
      await create({ url: 'https://127.0.0.1/x' });
      await create({ url: 'https://[::1]/x' });
    });

    test('the fifty-first webhook is one too many', async () => {
      for (let count = 0; count < 50; count += 1) {
        await stage().bridge.app.webhooks.subscribe(stage().bridge.app.brokers.get('tradingtech_main'), {
          url: ADDRESS,
        });
      }
      assertRefused(await call('POST', '/webhooks', { body: { url: ADDRESS } }), 409, 'webhooks_exhausted');
    });

    test('a ping arrives, its delivery is shown try by try, and can be sent again', async () => {
      const { path, secret } = await create({ eventTypes: ['user.created'] });
      receiver.answer = 500;
      const ping = await call('POST', `${path}/ping`);
      assert.equal(ping.status, 202, JSON.stringify(ping.body));
      await deliver();
      const one = `${path}/deliveries/${ping.body.id}`;
      const failed = (await call('GET', one)).body as unknown as ShownDelivery;
      assert.deepEqual([failed.state, failed.tries.map(({ status }) => status)], ['pending', [500]]);
      assert.ok(failed.nextTryAt);
      assert.ok((await call('GET', path)).body.failingSince);
      receiver.answer = 200;
      const again = await call('POST', `${one}/resend`);
      assert.equal(again.status, 202);
      await deliver();
      const { items } = await deliveriesOf(path);
      const shown = items.map(({ state, tries, nextTryAt }) => [state, tries.map(({ status }) => status), nextTryAt]);
      assert.deepEqual(shown, [['delivered', [500, 200], null]]);
      assert.equal((await call('GET', path)).body.failingSince, null);
      assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 1);
      assert.ok(receiver.received.every((event) => isSignedWith(secret, event, nowMs())));
      await call('PATCH', path, { body: { enabled: false } });
      assertRefused(await call('POST', `${path}/ping`), 409, 'webhook_disabled');
    });

    test('row 50: whoever reads deliveries sees which events there were, and nothing of what they say', async () => {
      const { path } = await create();
      const { app } = stage().bridge;
      const data = { userId: 'u-canary', login: 5000777, amountMinor: 7654321 };
      const event = app.events.newEvent({ brokerName: 'tradingtech_main' }, 'payment.credited', 'p1', data);
      await app.events.post([event]);
      await deliver();
      assert.deepEqual(receiver.received[0]?.body.data, data, 'the receiver is told all of it');
      const key = await stage().createKey({ scopes: ['webhooks:read', 'webhooks:write'] });
      const listed = await call('GET', `${path}/deliveries`, { key });
      const one = `${path}/deliveries/${(listed.body.items as ShownDelivery[])[0]?.id}`;
      const read = await call('GET', one, { key });
      const answers = [listed, read, await call('POST', `${one}/resend`, { key })];
      const pinged = await call('POST', `${path}/ping`, { key });
      for (const { body } of [...answers, pinged]) {
        assert.doesNotMatch(JSON.stringify(body), /u-canary|5000777|7654321|"data"/);
      }
      const createdAt = new Date(event.createdAtMs).toISOString();
      assert.deepEqual(read.body.event, { id: event.id, type: 'payment.credited', objectId: 'p1', createdAt });
      await deliver();
      const told = receiver.received.filter(({ id }) => id === event.id).map(({ body }) => body.data);
      assert.deepEqual(told, [data, data], 'also when it is sent again');
    });

    test('deliveries come in pages, by state', async () => {
      const { path } = await create();
      for (let count = 0; count < 5; count += 1) await call('POST', `${path}/ping`);
      await deliver();
      receiver.answer = 503;
      await call('POST', `${path}/ping`);
      await deliver();
      const first = await deliveriesOf(path, '?state=delivered&limit=3');
      const rest = await deliveriesOf(path, `?state=delivered&limit=3&cursor=${first.nextCursor}`);
      assert.deepEqual([first.items.length, rest.items.length, rest.nextCursor], [3, 2, null]);
      assert.equal(new Set([...first.items, ...rest.items].map(({ id }) => id)).size, 5);
      assert.equal((await deliveriesOf(path, '?state=pending')).items.length, 1);
      assert.equal((await deliveriesOf(path, '?state=dead')).items.length, 0);
    });

    test('row 52: a secret is rotated with an overlap', async () => {
      const { path, secret } = await create();
      const rotated = await call('POST', `${path}/rotate-secret`, { body: { overlapSeconds: 3600 } });
      const next = String(rotated.body.secret);
      assert.equal(rotated.status, 200);
      assert.equal(rotated.body.previousSecretExpiresAt, new Date(nowMs() + HOUR_MS).toISOString());
      await call('POST', `${path}/ping`);
      await deliver();
      const [event] = receiver.received;
      assert.ok(event && isSignedWith(secret, event, nowMs()) && isSignedWith(next, event, nowMs()));
      stage().bridge.clock.advance(HOUR_MS);
      assert.equal((await call('GET', path)).body.previousSecretExpiresAt, null);
    });

    test('row 28: another white label, and another CRM, see none of it', async () => {
      const { path } = await create();
      const ping = await call('POST', `${path}/ping`);
      const one = `${path}/deliveries/${ping.body.id}`;
      for (const system of [stage().sibling, stage().stranger]) {
        assert.deepEqual(await listOf(system), []);
        for (const [method, address, body] of [
          ['GET', path],
          ['PATCH', path, { enabled: false }],
          ['DELETE', path],
          ['POST', `${path}/rotate-secret`, {}],
          ['POST', `${path}/ping`],
          ['GET', `${path}/deliveries`],
          ['GET', one],
          ['POST', `${one}/resend`],
        ] as const) {
          assertRefused(await system.call(method, address, { body }), 404, 'webhook_unknown');
        }
      }
      assertRefused(await call('GET', `${path}/deliveries/unknown`), 404, 'delivery_unknown');
      assertRefused(await call('POST', `${path}/deliveries/unknown/resend`), 404, 'delivery_unknown');
    });

    test('a key that may only read changes nothing', async () => {
      const { path } = await create();
      const key = await stage().createKey({ scopes: ['webhooks:read'] });
      assert.equal((await call('GET', path, { key })).status, 200);
      assertRefused(await call('DELETE', path, { key }), 403, 'insufficient_scope');
      assertRefused(await call('POST', '/webhooks', { key, body: { url: ADDRESS } }), 403, 'insufficient_scope');
    });
  });
}
