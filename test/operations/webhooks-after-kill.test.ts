import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KeptEvent } from '../../src/domain/events/bridge-event.ts';
import { DEPOSITORS, depositScreen } from '../support/deposit-screen.ts';
import { ENGINES, type StoreUrls } from '../support/engines.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startTestBridge } from '../support/start-bridge.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { isSignedWith, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const BROKER = 'tradingtech_main';
const KEY = `bk_test_sandbox_${BROKER}`;
/** After how many answers the bridge dies. */
const KILLS_AFTER_ANSWERS = [1, 2, 4];
const DEPOSITS_PER_KILL = 8;
const LONGER_THAN_ANY_LEASE_MS = 600_000;

describe('kill -9 while money moves and webhooks are told', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip }, () => {
      const folder = makeTempFolder();
      const bridges = new Set<BridgeProcess>();
      let urls: StoreUrls;
      let simulator: TestSimulator;
      let receiver: WebhookReceiver;
      before(async () => {
        urls = await open();
        simulator = await startTestSimulator();
        receiver = await startWebhookReceiver();
      });
      after(async () => {
        await Promise.all([...bridges].map((bridge) => bridge.end('SIGKILL')));
        await receiver.close();
        await simulator.close();
        folder.remove();
      });

      async function start(): Promise<BridgeProcess> {
        const bridge = await startBridgeProcess({
          DATA_DIR: folder.path,
          SIMULATOR_PORT: new URL(simulator.url).port,
          ...(urls.databaseUrl === undefined ? {} : { DATABASE_URL: urls.databaseUrl }),
          ...(urls.redisUrl === undefined ? {} : { REDIS_URL: urls.redisUrl }),
        });
        bridges.add(bridge);
        return bridge;
      }

      async function subscribe(bridgeUrl: string): Promise<string> {
        const answer = await fetch(`${bridgeUrl}/broker-api/v1/webhooks`, {
          method: 'POST',
          headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
          body: JSON.stringify({ url: receiver.url }),
        });
        assert.equal(answer.status, 201);
        return ((await answer.json()) as { secret: string }).secret;
      }

      /** Forms that are sent at once; the bridge dies under some of them. */
      async function payUnderFire(bridge: BridgeProcess, killAfterAnswers: number): Promise<void> {
        const screen = depositScreen(bridge.url, BROKER);
        const tickets: string[] = [];
        while (tickets.length < DEPOSITS_PER_KILL) tickets.push(await screen.ticket(DEPOSITORS[BROKER].live));
        let enough = (): void => undefined;
        const answered = new Promise<void>((resolve) => {
          enough = resolve;
        });
        let answers = 0;
        const sent = Promise.allSettled(
          tickets.map(async (ticket) => {
            await screen.post({ ticket, amount: '10.00' });
            answers += 1;
            if (answers === killAfterAnswers) enough();
          }),
        );
        await Promise.race([answered, sent]);
        assert.equal(await bridge.end('SIGKILL'), null);
        bridges.delete(bridge);
        await sent;
      }

      test('rows 44 and 52: each payment has the events of its steps, once, and each arrives, in its order', async (t) => {
        let secret = '';
        for (const killAfterAnswers of KILLS_AFTER_ANSWERS) {
          const bridge = await start();
          secret ||= await subscribe(bridge.url);
          await payUnderFire(bridge, killAfterAnswers);
        }
        const clock = createFakeClock(Date.now() + LONGER_THAN_ANY_LEASE_MS);
        const survivor = await startTestBridge({
          ...{ ...urls, clock, simulatorUrl: simulator.url, keepFolder: true },
          environment: { DATA_DIR: folder.path },
        });
        t.after(() => survivor.close());
        const { payments, webhooks, events, brokers } = survivor.app;
        const broker = brokers.get(BROKER);
        for (let round = 0; round < 3; round += 1) {
          await payments.recover();
          clock.advance(LONGER_THAN_ANY_LEASE_MS);
        }
        while ((await webhooks.deliverDue()) > 0);

        const made = await payments.listPayments(broker, { limit: 100 });
        assert.ok(made.length >= 7, `${made.length} payments`);
        const kept = (await events.list(broker, { limit: 1000 })).toReversed();
        for (const { id, state } of made) {
          const types = kept.filter(({ objectId }) => objectId === id).map(({ type }) => type);
          assert.deepEqual(types, stepsTo(state, types), `payment ${id}, which is ${state}`);
        }
        const paymentIds = new Set(made.map(({ id }) => id));
        assert.ok(
          kept.every(({ objectId }) => paymentIds.has(objectId)),
          'nothing is told that did not happen',
        );
        assertArrived(kept);
        const last = receiver.received.at(-1);
        assert.ok(last && isSignedWith(secret, last, Number(last.timestamp) * 1000));
      });

      /** Every event at least once; those of one payment in their order, when repetitions are left out. */
      function assertArrived(kept: readonly KeptEvent[]): void {
        const arrived = [...new Set(receiver.received.map(({ id }) => id))];
        assert.deepEqual(arrived.toSorted(), kept.map(({ id }) => id).toSorted());
        for (const objectId of new Set(kept.map((event) => event.objectId))) {
          const inOrder = kept.filter((event) => event.objectId === objectId).map(({ id }) => id);
          assert.deepEqual(
            arrived.filter((id) => inOrder.includes(id)),
            inOrder,
          );
        }
      }
    });
  }
});

/** A payment whose answer was lost is unconfirmed; it stays so, for this platform cannot be asked again. */
function stepsTo(state: string, types: readonly string[]): string[] {
  const lost = types.includes('payment.unconfirmed') ? ['payment.unconfirmed'] : [];
  return ['payment.created', ...lost, ...(state === 'unconfirmed' ? [] : [`payment.${state}`])];
}
