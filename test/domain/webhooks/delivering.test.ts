import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { isSignedWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, openWebhookStage, SECOND_MS, type WebhookStage } from './webhook-stage.ts';

for (const { name, skip, open } of ENGINES) {
  describe(`sending events to webhooks on ${name}`, { skip }, () => {
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

    const { assign } = Object;
    const webhooks = () => stage.bridge.app.webhooks;
    const subscribe = (changes: object = {}) =>
      webhooks().subscribe(stage.broker, assign({ url: receiver.url }, changes));
    const nowMs = () => stage.bridge.clock.nowMs();
    const idsReceived = () => receiver.received.map(({ id }) => id);
    const linesWith = (words: string) => stage.bridge.logLines.filter((line) => line.includes(words));

    test('row 52: an event comes once, signed and stamped, and says what happened without a word of who', async () => {
      const { secret } = await subscribe();
      const id = await stage.happen('p1');
      const happenedAtMs = nowMs();
      await stage.deliver();
      await stage.deliver();
      assert.deepEqual(idsReceived(), [id]);
      const [event] = receiver.received;
      assert.ok(event && isSignedWith(secret, event, nowMs()));
      assert.match(event.signature, /^v1,[A-Za-z0-9+/]{43}=$/);
      assert.equal(event.timestamp, String(Math.floor(happenedAtMs / 1000)));
      assert.deepEqual(event.body, {
        id,
        type: 'payment.credited',
        createdAt: new Date(happenedAtMs).toISOString(),
        brokerName: 'tradingtech_main',
        objectId: 'p1',
        data: { paymentId: 'p1', state: 'credited' },
      });
      assert.ok(!isSignedWith(secret, { ...event, text: `${event.text} ` }, nowMs()), 'another body');
      assert.ok(!isSignedWith(secret, { ...event, id: 'another' }, nowMs()), 'another id');
    });

    test('an event goes to each enabled webhook that wants its type, and to no other', async () => {
      const all = await subscribe();
      const some = await subscribe({ eventTypes: ['user.created', 'payment.credited'] });
      const others = await subscribe({ eventTypes: ['user.created'] });
      const off = await subscribe({ enabled: false });
      await stage.happen('p1');
      await stage.deliver();
      const counts = await Promise.all(
        [all, some, others, off].map(async (one) => (await stage.deliveries(one)).length),
      );
      assert.deepEqual(counts, [1, 1, 0, 0]);
      assert.equal(receiver.received.length, 2);
      const later = await subscribe();
      await stage.deliver();
      assert.deepEqual(await stage.deliveries(later), [], 'what happened before is not told');
    });

    test('row 28: what happens at another white label is not told here', async () => {
      await subscribe();
      await stage.happen('p1', 'credited', 'financialhouse_main');
      await stage.deliver();
      assert.equal(receiver.received.length, 0);
    });

    test('row 52: a receiver that is away gets it later, signed anew each time; the state shows since when', async () => {
      const { webhook, secret } = await subscribe();
      const id = await stage.happen('p1');
      receiver.answer = 503;
      await stage.deliver();
      const failedAtMs = nowMs();
      assert.equal(await stage.deliver(), 0, 'it waits for its turn');
      assert.equal((await webhooks().get(stage.broker, webhook.id)).failingSinceMs, failedAtMs);
      for (const answer of [410, 302, 500, 404]) {
        receiver.answer = answer;
        stage.bridge.clock.advance(10 * MINUTE_MS);
        await stage.deliver();
      }
      assert.equal((await webhooks().get(stage.broker, webhook.id)).failingSinceMs, failedAtMs);
      receiver.answer = 204;
      stage.bridge.clock.advance(10 * MINUTE_MS);
      await stage.deliver();
      assert.deepEqual(
        idsReceived(),
        Array.from({ length: 6 }, () => id),
      );
      const last = receiver.received.at(-1);
      assert.ok(last && isSignedWith(secret, last, nowMs()));
      assert.equal(new Set(receiver.received.map(({ text }) => text)).size, 1, 'the same words each time');
      const [delivery] = await stage.deliveries({ webhook, secret });
      assert.equal(delivery?.state, 'delivered');
      assert.deepEqual(
        delivery.tries.map(({ status, error }) => [status, error]),
        [503, 410, 302, 500, 404, 204].map((status) => [status, null]),
      );
      assert.equal((await webhooks().get(stage.broker, webhook.id)).failingSinceMs, null);
    });

    test('row 52: pauses grow from seconds to hours, and after three days it is dead, until it is sent again', async () => {
      const subscribed = await subscribe();
      const { webhook } = subscribed;
      const id = await stage.happen('p1');
      receiver.answer = 500;
      const startMs = nowMs();
      await stage.deliver();
      for (;;) {
        const [waiting] = await stage.deliveries(subscribed);
        if (waiting?.state !== 'pending') break;
        stage.bridge.clock.set(waiting.dueAtMs - 1);
        assert.equal(await stage.deliver(), 0);
        stage.bridge.clock.set(waiting.dueAtMs);
        assert.equal(await stage.deliver(), 1);
      }
      const [dead] = await stage.deliveries(subscribed);
      assert.equal(dead?.state, 'dead');
      const atMs = dead.tries.map((one) => one.atMs - startMs);
      const pauses = atMs.slice(1).map((each, index) => each - (atMs[index] ?? 0));
      for (const [index, pauseMs] of pauses.entries()) {
        const wholeMs = Math.min(5 * SECOND_MS * 2 ** index, 4 * HOUR_MS);
        assert.ok(pauseMs > wholeMs * 0.75 - 1 && pauseMs <= wholeMs, `pause ${index}: ${pauseMs} ms`);
      }
      const lastMs = atMs.at(-1) ?? 0;
      assert.ok(lastMs > 3 * DAY_MS - 4 * HOUR_MS && lastMs <= 3 * DAY_MS, `${lastMs} ms`);
      assert.equal(linesWith('given up after three days').length, 1);
      const { listDeliveries } = webhooks();
      const deadOnes = await listDeliveries(stage.broker, webhook.id, { state: 'dead', limit: 10 });
      assert.deepEqual(
        deadOnes.map((one) => one.id),
        [dead.id],
      );

      receiver.answer = 200;
      assert.equal(await stage.deliver(), 0);
      const again = await webhooks().resend(stage.broker, webhook.id, dead.id);
      assert.deepEqual([again.state, again.failures], ['pending', 0]);
      await stage.deliver();
      assert.equal((await stage.deliveries(subscribed))[0]?.state, 'delivered');
      const count = receiver.received.length;
      await webhooks().resend(stage.broker, webhook.id, dead.id);
      await stage.deliver();
      assert.equal(receiver.received.length, count + 1, 'what was delivered can be sent again too');
      assert.deepEqual(new Set(idsReceived()), new Set([id]), 'under the same id');
    });

    test('row 52: events of one object wait for each other, those of others do not', async () => {
      const subscribed = await subscribe();
      const [a1, b1] = [await stage.happen('a', '1'), await stage.happen('b', '1')];
      const [a2, a3] = [await stage.happen('a', '2'), await stage.happen('a', '3')];
      receiver.answer = (response, { id }) => response.writeHead(id === a1 ? 500 : 200).end();
      await stage.deliver();
      assert.deepEqual(new Set(idsReceived()), new Set([a1, b1]));
      const [c1, b2] = [await stage.happen('c', '1'), await stage.happen('b', '2')];
      await stage.deliver();
      assert.deepEqual(new Set(idsReceived()), new Set([a1, b1, c1, b2]));
      receiver.received.length = 0;
      receiver.answer = 200;
      stage.bridge.clock.advance(MINUTE_MS);
      await stage.deliver();
      assert.deepEqual(idsReceived(), [a1, a2, a3]);

      const a4 = await stage.happen('a', '4');
      await stage.happen('a', '5');
      receiver.answer = (response, event) => response.writeHead(event.id === a4 ? 500 : 200).end();
      receiver.received.length = 0;
      await stage.deliver();
      assert.deepEqual(idsReceived(), [a4]);
      for (let passedMs = 0; passedMs < 3 * DAY_MS + 5 * HOUR_MS; passedMs += HOUR_MS) {
        stage.bridge.clock.advance(HOUR_MS);
        await stage.deliver();
      }
      const states = (await stage.deliveries(subscribed)).map(({ state }) => state);
      assert.deepEqual(states.slice(0, 2), ['delivered', 'dead'], 'the next one goes when the first is given up');
    });

    test('a webhook that is switched off gets what waited when it is on again, and nothing of the meantime', async () => {
      const { webhook } = await subscribe();
      const waiting = await stage.happen('p1');
      receiver.answer = 500;
      await stage.deliver();
      await webhooks().update(stage.broker, webhook.id, { enabled: false });
      receiver.answer = 200;
      receiver.received.length = 0;
      await stage.happen('p2');
      stage.bridge.clock.advance(HOUR_MS);
      await stage.deliver();
      assert.deepEqual(idsReceived(), []);
      await webhooks().update(stage.broker, webhook.id, { enabled: true });
      await stage.deliver();
      assert.deepEqual(idsReceived(), [waiting]);
    });

    test('a webhook that is removed gets nothing more', async () => {
      const { webhook } = await subscribe();
      receiver.answer = 500;
      await stage.happen('p1');
      await stage.deliver();
      await webhooks().remove(stage.broker, webhook.id);
      receiver.received.length = 0;
      stage.bridge.clock.advance(HOUR_MS);
      await stage.happen('p1');
      await stage.deliver();
      assert.deepEqual(idsReceived(), []);
    });

    test('a ping goes to its webhook alone, whatever types it wants', async () => {
      const { webhook, secret } = await subscribe({ eventTypes: ['user.created'] });
      await subscribe();
      const delivery = await webhooks().ping(stage.broker, webhook.id);
      await stage.deliver();
      assert.deepEqual(idsReceived(), [delivery.event.id]);
      const [event] = receiver.received;
      assert.ok(event && isSignedWith(secret, event, nowMs()));
      assert.deepEqual([event.body.type, event.body.data], ['ping', { webhookId: webhook.id }]);
    });

    test('row 52: two processes that send at once send each event once, in its order', async () => {
      await subscribe();
      const another = await stage.startAnother();
      try {
        const sent: string[] = [];
        for (let index = 0; index < 90; index += 1) sent.push(await stage.happen(`o${index % 30}`, `${index}`));
        const { bridge } = stage;
        await Promise.all([stage.deliver(bridge), stage.deliver(another), stage.deliver(another), stage.deliver()]);
        await stage.deliver();
        assert.deepEqual(idsReceived().toSorted(), sent.toSorted());
        for (let index = 0; index < 30; index += 1) {
          const states = receiver.received
            .filter(({ body }) => body.objectId === `o${index}`)
            .map(({ body }) => Number(body.data.state));
          assert.deepEqual(states, [index, index + 30, index + 60]);
        }
      } finally {
        await another.close();
      }
    });

    test('deliveries and events are forgotten after 30 days', async () => {
      const subscribed = await subscribe();
      for (let index = 0; index < 5; index += 1) await stage.happen(`p${index}`);
      await stage.deliver();
      stage.bridge.clock.advance(29 * DAY_MS);
      await stage.happen('late');
      await stage.deliver();
      assert.equal((await stage.deliveries(subscribed)).length, 6);
      stage.bridge.clock.advance(2 * DAY_MS);
      await stage.deliver();
      assert.equal((await stage.deliveries(subscribed)).length, 1);
      const events = await stage.bridge.app.events.list(stage.broker, { limit: 100 });
      assert.deepEqual(
        events.map(({ objectId }) => objectId),
        ['late'],
      );
    });
  });
}
