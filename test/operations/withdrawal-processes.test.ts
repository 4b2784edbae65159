import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Payment } from '../../src/domain/payments/payment.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { balanceOf, creditsOf, DEPOSITORS, type DepositBroker } from '../support/deposit-screen.ts';
import { endLeases } from '../support/end-leases.ts';
import { ENGINES } from '../support/engines.ts';
import { writeSeedFile } from '../support/seed-file.ts';
import { killDuring, type Load, spreadKills } from '../support/spread-kills.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { paymentIdIn, withdrawalScreen } from '../support/withdrawal-screen.ts';

/** On each engine. `KILL_RUNS=200 node --test test/operations/withdrawal-processes.test.ts` is the long drill. */
const KILLS = Number(process.env.KILL_RUNS ?? 5);
const WITHDRAWALS_PER_KILL = 4;
const PLATFORM_LATENCY_MS = 10;
/** The lease of a platform timeout of one second, and some turns of the recovery. */
const RECOVERED_WITHIN_MS = 100_000;

/** Its platform is declared to know an `externalId` again. */
const IDEMPOTENT = 'tradingtech_wl_europe';
const PLAIN = 'tradingtech_main';

interface Sent {
  readonly paymentId: string;
  readonly amountMinor: number;
  /** Whether a browser was told that it was paid. */
  isAcknowledged: boolean;
  isUnanswered: boolean;
}

describe('withdrawals and processes', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip, concurrency: false }, () => {
      const folder = makeTempFolder();
      let simulator: TestSimulator;
      let environment: Record<string, string>;
      let storage: Storage;
      const bridges = new Set<BridgeProcess>();

      before(async () => {
        const brokersFile = writeSeedFile(folder.path, (seed) => {
          for (const broker of seed.brokers) {
            broker.platform.idempotentExternalIds = broker.brokerName === IDEMPOTENT;
            for (const trader of broker.traders) for (const one of trader.accounts) one.balanceMinor = 1_000_000_000;
          }
        });
        simulator = await startTestSimulator({ seedFile: brokersFile });
        const { databaseUrl, redisUrl } = await open();
        environment = {
          DATA_DIR: folder.path,
          BROKERS_FILE: brokersFile,
          SIMULATOR_PORT: new URL(simulator.url).port,
          PLATFORM_TIMEOUT_SECONDS: '1',
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        };
        await kill(await start());
        const log = createLogger('silent');
        const stores = { dataDir: folder.path, databaseUrl, redisUrl };
        storage = await openStorage({ ...stores, clock: systemClock, telemetry: silentTelemetry, log });
      });
      after(async () => {
        for (const bridge of bridges) await kill(bridge);
        await storage?.close();
        await simulator?.close();
        folder.remove();
      });

      async function start(): Promise<BridgeProcess> {
        const bridge = await startBridgeProcess(environment);
        bridges.add(bridge);
        return bridge;
      }

      async function kill(bridge: BridgeProcess): Promise<void> {
        bridges.delete(bridge);
        assert.equal(await bridge.end('SIGKILL'), null);
      }

      /** The drill sends more than one trader may. */
      async function forgetLimits(brokerName: DepositBroker): Promise<void> {
        const user = await storage.users.findByPlatformUserId(brokerName, DEPOSITORS[brokerName].userId);
        await storage.expiring.drop({ partition: brokerName, kind: 'limit-withdrawal-user', id: user?.id ?? '' });
      }

      /**
       * Sends each form twice at once, as an impatient trader does, and kills the bridge in the middle of it.
       *
       * @param lifeMs - Until the kill; when left out, all is answered first.
       */
      async function withdrawAndKill(brokerName: DepositBroker, run: number, lifeMs?: number): Promise<Load<Sent>> {
        await forgetLimits(brokerName);
        const victim = await start();
        const screen = withdrawalScreen(victim.url, brokerName);
        const forms: { ticket: string; sent: Sent }[] = [];
        for (let index = 0; index < WITHDRAWALS_PER_KILL; index += 1) {
          const ticket = await screen.ticket();
          const amountMinor = amountOf(run, index);
          const sent = { paymentId: paymentIdIn(ticket), amountMinor, isAcknowledged: false, isUnanswered: false };
          forms.push({ ticket, sent });
        }
        const load = [...forms, ...forms].map(async ({ ticket, sent }) => {
          const answer = await screen.post({ ticket, amount: String(sent.amountMinor / 100) }).catch(() => undefined);
          if (answer?.status === 303) sent.isAcknowledged = true;
          if (answer === undefined) sent.isUnanswered = true;
        });
        const tookMs = await killDuring(load, () => kill(victim), lifeMs);
        return { all: forms.map(({ sent }) => sent), tookMs };
      }

      /** @returns How each payment ended; one that was never written down is left out. */
      async function untilSettled(brokerName: string, all: readonly Sent[]): Promise<Map<string, Payment>> {
        const deadline = Date.now() + RECOVERED_WITHIN_MS;
        for (;;) {
          const found = await Promise.all(all.map(({ paymentId }) => storage.payments.find(brokerName, paymentId)));
          const payments = found.filter((payment) => payment !== undefined);
          const open = payments.filter((payment) => !isSettled(payment, brokerName));
          if (open.length === 0) return new Map(payments.map((payment) => [payment.id, payment]));
          const states = open.map(({ state }) => state).join(' ');
          assert.ok(Date.now() < deadline, `still open: ${states}`);
          await delay(200);
        }
      }

      async function drill(brokerName: DepositBroker, kills: number): Promise<Map<string, Payment>> {
        const { live } = DEPOSITORS[brokerName];
        const { tookMs } = await withdrawAndKill(brokerName, kills);
        const balanceBefore = await balanceOf(simulator, live);
        const bookedBefore = (await creditsOf(simulator, live)).length;
        const all = await spreadKills(kills, tookMs, (run, lifeMs) => withdrawAndKill(brokerName, run, lifeMs));
        await endLeases(storage, brokerName, all);
        const survivor = await start();
        const payments = await untilSettled(brokerName, all);
        const bookings = (await creditsOf(simulator, live)).slice(bookedBefore);
        for (const sent of all) checkOnce(sent, payments.get(sent.paymentId), bookings);
        const sum = bookings.reduce((total, { type, amount }) => total + (type === 'DEPOSIT' ? amount : -amount), 0);
        assert.equal(await balanceOf(simulator, live), balanceBefore + sum);
        await kill(survivor);
        return payments;
      }

      test(`row 44: ${KILLS} kills during withdrawals: what was told as paid was taken once, all else at most once`, async (t) => {
        await simulator.setFaults({ latencyMs: PLATFORM_LATENCY_MS });
        const payments = await drill(PLAIN, KILLS);
        assert.ok(payments.size > KILLS / 10, 'hardly a withdrawal got into the records before the kill');
        const byState = Map.groupBy(payments.values(), ({ state }) => state);
        t.diagnostic([...byState].map(([state, { length }]) => `${length} ${state}`).join(', '));
      });

      test('row 44: where the platform knows an externalId again, every withdrawal is paid or given back in the end', async () => {
        await simulator.setFaults({ latencyMs: PLATFORM_LATENCY_MS, idempotentByExternalId: true });
        const payments = await drill(IDEMPOTENT, Math.ceil(KILLS / 3));
        for (const { state, id } of payments.values()) assert.match(state, /^(?:paid|returned)$/, id);
      });

      test('one form sent to two processes at once makes one withdrawal, and both lead back', async () => {
        await simulator.clearFaults();
        await forgetLimits(PLAIN);
        const { live } = DEPOSITORS[PLAIN];
        const screens = (await Promise.all([start(), start()])).map(({ url }) => withdrawalScreen(url));
        for (let round = 0; round < 6; round += 1) {
          const balance = await balanceOf(simulator, live);
          const ticket = (await screens[round % 2]?.ticket()) ?? '';
          const answers = await Promise.all(
            [...screens, ...screens].map((screen) => screen.post({ ticket, amount: '77.00' })),
          );
          assert.deepEqual(
            answers.map(({ status }) => status),
            [303, 303, 303, 303],
          );
          assert.equal(await balanceOf(simulator, live), balance - 7700);
          const bookings = await creditsOf(simulator, live);
          assert.equal(bookings.filter(({ externalId }) => externalId === paymentIdIn(ticket)).length, 1);
        }
      });
    });
  }
});

/** Every fourth is one that the sandbox cashier refuses, so that it is given back. */
function amountOf(run: number, index: number): number {
  return index === 3 ? 100_013 + run * 100 : 100_020 + run * 100 + index;
}

function isSettled({ state }: Payment, brokerName: string): boolean {
  return ['paid', 'returned', 'failed'].includes(state) || (state === 'unconfirmed' && brokerName !== IDEMPOTENT);
}

type Bookings = Awaited<ReturnType<typeof creditsOf>>;

function checkOnce(sent: Sent, payment: Payment | undefined, bookings: Bookings): void {
  const amounts = (externalId: string, type: string) =>
    bookings.filter((one) => one.externalId === externalId && one.type === type).map(({ amount }) => amount);
  const debits = amounts(sent.paymentId, 'WITHDRAW');
  const returns = amounts(`${sent.paymentId}-return`, 'DEPOSIT');
  const state = payment?.state ?? 'absent';
  const booked = `taken ${debits.length} times, given back ${returns.length} times`;
  const what = `${sent.paymentId} is ${state} (${payment?.pendingCall}), ${booked}, acknowledged: ${sent.isAcknowledged}`;
  assert.ok(debits.length <= 1 && returns.length <= debits.length, what);
  assert.ok(
    [...debits, ...returns].every((amount) => amount === sent.amountMinor),
    what,
  );
  if (sent.isAcknowledged) assert.equal(state, 'paid', what);
  if (state === 'paid') assert.deepEqual([debits.length, returns.length], [1, 0], what);
  if (state === 'returned') assert.deepEqual([debits.length, returns.length], [1, 1], what);
  if (state === 'failed' || state === 'absent') assert.deepEqual([debits.length, returns.length], [0, 0], what);
  if (state === 'unconfirmed' && payment?.pendingCall === 'debit') assert.equal(returns.length, 0, what);
}
