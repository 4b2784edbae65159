import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDeliverySlots } from '../../../src/domain/webhooks/delivery-slots.ts';
import type { Webhook } from '../../../src/domain/webhooks/webhook.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const STEP_MS = 100;
const TIMEOUT_MS = 10_000;

function webhookOf(brokerName: string, id: string, isFailing = false): Webhook {
  return {
    ...{ id: `${brokerName}/${id}`, brokerName, url: 'https://systems.example/', eventTypes: null, description: '' },
    ...{ enabled: true, secrets: [], failingSinceMs: isFailing ? 1 : null, revision: 1, createdAtMs: 1 },
  };
}

function webhooksOf(brokers: number, each: number, isFailing = false): Webhook[] {
  return Array.from({ length: brokers * each }, (_, index) =>
    webhookOf(`a${index % brokers}`, `w${Math.floor(index / brokers)}`, isFailing),
  );
}

/** A process in which time passes step by step; for each webhook there is always more to send than there is room for. */
function startSending(answersAfterMs: (webhook: Webhook) => number) {
  const clock = createFakeClock(0);
  const slots = createDeliverySlots({ clock });
  const underWay: { readonly webhook: Webhook; readonly endsAtMs: number; readonly leave: () => void }[] = [];
  const begunAtMs = new Map<string, number[]>();
  const take = async (webhook: Webhook, most: number) => {
    for (let count = 0; count < most; count += 1) {
      underWay.push({ webhook, endsAtMs: clock.nowMs() + answersAfterMs(webhook), leave: slots.enter(webhook) });
      begunAtMs.set(webhook.id, [...(begunAtMs.get(webhook.id) ?? []), clock.nowMs()]);
    }
    return most;
  };
  return {
    underWay,
    /** @returns When it began to send to the webhook. */
    begun: ({ id }: Webhook): readonly number[] => begunAtMs.get(id) ?? [],
    async pass(ready: readonly Webhook[], forMs: number) {
      for (const endMs = clock.nowMs() + forMs; clock.nowMs() < endMs; clock.advance(STEP_MS)) {
        for (const one of underWay.filter(({ endsAtMs }) => endsAtMs <= clock.nowMs())) {
          one.leave();
          underWay.splice(underWay.indexOf(one), 1);
        }
        await slots.shareOut(ready, take);
      }
    },
  };
}

describe('row 52: what one process sends side by side', () => {
  test('of one webhook four, of one that fails one, of a white label sixteen, of its failing ones four', async () => {
    const { underWay, pass } = startSending(() => TIMEOUT_MS);
    await pass([webhookOf('a', '1')], STEP_MS);
    assert.equal(underWay.length, 4);
    await pass([webhookOf('b', '1', true)], STEP_MS);
    assert.equal(underWay.length, 5);
    await pass(webhooksOf(1, 50), STEP_MS);
    assert.equal(underWay.length, 21);
    await pass(webhooksOf(1, 50, true), STEP_MS);
    assert.equal(underWay.length, 25);
  });

  test('all share what there is: nobody has nothing while another has two', async () => {
    const { begun, pass } = startSending(() => TIMEOUT_MS);
    const all = webhooksOf(60, 1);
    await pass(all, STEP_MS);
    assert.ok(all.every((webhook) => begun(webhook).length >= 1));
    const ofOne = webhooksOf(1, 12).map((webhook) => ({ ...webhook, brokerName: 'b', id: `b${webhook.id}` }));
    const another = startSending(() => TIMEOUT_MS);
    await another.pass(ofOne, STEP_MS);
    assert.ok(ofOne.every((webhook) => another.begun(webhook).length >= 1));
  });

  test('webhooks of three other white labels that hang leave slots to one that is well, at once', async () => {
    const healthy = webhookOf('z', 'well');
    const { begun, pass } = startSending((webhook) => (webhook === healthy ? STEP_MS : TIMEOUT_MS));
    await pass(webhooksOf(3, 50), 10 * STEP_MS);
    await pass([...webhooksOf(3, 50), healthy], STEP_MS);
    assert.equal(begun(healthy).length, 4);
  });

  for (const [how, isFailing] of [
    ['hang for the first time', false],
    ['fail, and hang each time', true],
  ] as const) {
    test(`one that is well is sent to again and again, while 10000 webhooks of 200 white labels ${how}`, async () => {
      const healthy = webhookOf('z', 'well');
      const { begun, pass, underWay } = startSending((webhook) => (webhook === healthy ? STEP_MS : TIMEOUT_MS));
      await pass([...webhooksOf(200, 50, isFailing), healthy], 30_000);
      const times = begun(healthy);
      const pauses = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
      assert.ok((times[0] ?? TIMEOUT_MS) <= 4000 && Math.max(...pauses) <= 4000, `${times[0]} ${Math.max(...pauses)}`);
      assert.ok(underWay.length <= 64 * 10 + 16, 'and the rest is not without bounds');
    });
  }

  test('one that is well is sent to, while 49 others of its own white label hang', async () => {
    const healthy = webhookOf('a0', 'well');
    const { begun, pass } = startSending((webhook) => (webhook === healthy ? STEP_MS : TIMEOUT_MS));
    await pass([...webhooksOf(1, 49), healthy], TIMEOUT_MS);
    assert.ok((begun(healthy)[0] ?? TIMEOUT_MS) <= 4000, `${begun(healthy)[0]}`);
  });

  test('receivers that take everything, but slowly, are no burden for others either', async () => {
    const healthy = webhookOf('z', 'well');
    const { begun, pass } = startSending((webhook) => (webhook === healthy ? STEP_MS : TIMEOUT_MS - STEP_MS));
    await pass([...webhooksOf(8, 50), healthy], 60_000);
    const times = begun(healthy);
    const pauses = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    assert.ok(Math.max(...pauses) <= 1500, `${Math.max(...pauses)}`);
  });

  test('a webhook that failed is probed again soon, while those of 3 other white labels fail and hang', async () => {
    const recovering = webhookOf('z', 'recovering', true);
    const { begun, pass } = startSending((webhook) => (webhook === recovering ? STEP_MS : TIMEOUT_MS));
    await pass(webhooksOf(3, 50, true), 1000);
    await pass([...webhooksOf(3, 50, true), recovering], STEP_MS);
    assert.equal(begun(recovering).length, 1);
  });

  test('each of 50 that fail and hang gets its turn before any of them gets its third', async () => {
    const all = webhooksOf(1, 50, true);
    const { begun, pass } = startSending(() => TIMEOUT_MS);
    await pass(all, 14 * TIMEOUT_MS);
    const counts = all.map((webhook) => begun(webhook).length);
    assert.ok(Math.min(...counts) >= 1 && Math.max(...counts) <= 2, counts.join(' '));
  });
});
