import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Payment } from '../../src/domain/payments/payment.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { cashierCaller } from '../support/cashier-caller.ts';
import { balanceOf, creditsOf, DEPOSITORS, type DepositBroker, depositScreen } from '../support/deposit-screen.ts';
import { endLeases } from '../support/end-leases.ts';
import { ENGINES } from '../support/engines.ts';
import { writeSeedFile } from '../support/seed-file.ts';
import { killDuring, type Load, spreadKills } from '../support/spread-kills.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** On each engine. `KILL_RUNS=200 node --test test/operations/deposit-processes.test.ts` is the long drill. */
const KILLS = Number(process.env.KILL_RUNS ?? 5);
const DEPOSITS_PER_KILL = 4;
const PLATFORM_LATENCY_MS = 10;
/** The lease of a platform timeout of one second, and some turns of the recovery. */
const RECOVERED_WITHIN_MS = 100_000;

/** Its platform is declared to know an `externalId` again. */
const IDEMPOTENT = 'tradingtech_wl_europe';
const PLAIN = 'tradingtech_main';
/** Its traders pay at an outside cashier. */
const OUTSIDE = 'financialhouse_main';

interface Sent {
  readonly paymentId: string;
  readonly amountMinor: number;
  /** Whether a browser was told that it worked. */
  isAcknowledged: boolean;
  isUnanswered: boolean;
}

describe('deposits and processes', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip, concurrency: false }, () => {
      const folder = makeTempFolder();
      let simulator: TestSimulator;
      let environment: Record<string, string>;
      let storage: Storage;
      const bridges = new Set<BridgeProcess>();

      before(async () => {
        simulator = await startTestSimulator();
        const { databaseUrl, redisUrl } = await open();
        const brokersFile = writeSeedFile(folder.path, (seed) => {
          for (const broker of seed.brokers) {
            broker.platform.idempotentExternalIds = broker.brokerName === IDEMPOTENT;
          }
        });
        environment = {
          DATA_DIR: folder.path,
          BROKERS_FILE: brokersFile,
          SIMULATOR_PORT: new URL(simulator.url).port,
          PLATFORM_TIMEOUT_SECONDS: '1',
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        };
        const stores = { dataDir: folder.path, databaseUrl, redisUrl };
        const log = createLogger('silent');
        storage = await openStorage({ ...stores, clock: systemClock, telemetry: silentTelemetry, log });
      });
      after(async () => {
        await Promise.all([...bridges].map((bridge) => bridge.end('SIGKILL')));
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

      /** Sends each form twice at once, as an impatient trader does, and kills the bridge in the middle of it. */
      async function depositAndKill(brokerName: DepositBroker, run: number, lifeMs?: number): Promise<Load<Sent>> {
        const victim = await start();
        await forgetLimits(brokerName);
        const screen = depositScreen(victim.url, brokerName);
        const forms: { ticket: string; sent: Sent }[] = [];
        for (let index = 0; index < DEPOSITS_PER_KILL; index += 1) {
          const ticket = await screen.ticket();
          const amountMinor = 100_000 + run * 100 + index;
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

      /** A trader in a hurry is refused; here it is the same one all the time. */
      async function forgetLimits(brokerName: DepositBroker): Promise<void> {
        const user = await storage.users.findByPlatformUserId(brokerName, DEPOSITORS[brokerName].userId);
        const limits = { 'limit-deposit-user': user?.id ?? '', 'limit-deposit-address': '127.0.0.1' };
        for (const [kind, id] of Object.entries(limits)) {
          await storage.expiring.drop({ partition: brokerName, kind, id });
        }
      }

      /** Leads traders to the outside cashier, whose word then comes twice and is cut off by the kill. */
      async function payOutsideAndKill(run: number, lifeMs?: number): Promise<Load<Sent>> {
        const victim = await start();
        await forgetLimits(OUTSIDE);
        const screen = depositScreen(victim.url, OUTSIDE);
        const all: Sent[] = [];
        for (let index = 0; index < DEPOSITS_PER_KILL; index += 1) {
          const ticket = await screen.ticket();
          const amountMinor = 100_000 + run * 100 + index;
          const answer = await screen.post({ ticket, amount: String(amountMinor / 100) });
          assert.match(String(answer.headers.location), /cashier/);
          all.push({ paymentId: paymentIdIn(ticket), amountMinor, isAcknowledged: false, isUnanswered: false });
        }
        const words = [...all, ...all].map(async (sent) => {
          const state = await tellOf(victim.url, sent);
          if (state === 'credited') sent.isAcknowledged = true;
          if (state === undefined) sent.isUnanswered = true;
        });
        return { all, tookMs: await killDuring(words, () => kill(victim), lifeMs) };
      }

      /** @returns The state that the bridge answered; `undefined` when it did not. */
      async function tellOf(url: string, { paymentId, amountMinor }: Sent): Promise<unknown> {
        const amount = (amountMinor / 100).toFixed(2);
        const word = { paymentId, outcome: 'authorised', amount, currency: 'EUR', reference: paymentId };
        const answer = await cashierCaller(url, Date.now)
          .call(word)
          .catch(() => undefined);
        return answer?.status === 200 ? answer.json.state : undefined;
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
        const { tookMs } = await depositAndKill(brokerName, kills);
        const balanceBefore = await balanceOf(simulator, live);
        const creditsBefore = (await creditsOf(simulator, live)).length;
        const all = await spreadKills(kills, tookMs, (run, lifeMs) => depositAndKill(brokerName, run, lifeMs));
        await endLeases(storage, brokerName, all);
        const survivor = await start();
        const payments = await untilSettled(brokerName, all);
        const credits = (await creditsOf(simulator, live)).slice(creditsBefore);
        for (const sent of all) checkOnce(sent, payments.get(sent.paymentId), credits);
        const sum = credits.reduce((total, { amount }) => total + amount, 0);
        assert.equal(await balanceOf(simulator, live), balanceBefore + sum);
        await kill(survivor);
        return payments;
      }

      test(`row 44: ${KILLS} kills during deposits: what was acknowledged is credited once, all else at most once`, async (t) => {
        await simulator.setFaults({ latencyMs: PLATFORM_LATENCY_MS });
        const payments = await drill(PLAIN, KILLS);
        assert.ok(payments.size > KILLS / 10, 'hardly a deposit got into the records before the kill');
        const byState = Map.groupBy(payments.values(), ({ state }) => state);
        t.diagnostic([...byState].map(([state, { length }]) => `${length} ${state}`).join(', '));
      });

      test('row 44: kills while an outside cashier calls back: it tries again, and every payment is credited at most once', async (t) => {
        await simulator.setFaults({ latencyMs: PLATFORM_LATENCY_MS });
        const { live } = DEPOSITORS[OUTSIDE];
        const creditsBefore = (await creditsOf(simulator, live)).length;
        const kills = Math.ceil(KILLS / 4);
        const answered = await payOutsideAndKill(kills);
        const all = [...answered.all, ...(await spreadKills(kills, answered.tookMs, payOutsideAndKill))];
        await endLeases(storage, OUTSIDE, all);
        const survivor = await start();
        for (const sent of all) assert.ok(await tellOf(survivor.url, sent), 'a cashier gets its answer in the end');
        const payments = await untilSettled(OUTSIDE, all);
        assert.equal(payments.size, all.length, 'whoever was led to the cashier is in the records');
        const credits = (await creditsOf(simulator, live)).slice(creditsBefore);
        for (const sent of all) checkOnce(sent, payments.get(sent.paymentId), credits);
        for (const { state, id } of payments.values()) assert.match(state, /^(credited|unconfirmed)$/, id);
        const byState = Map.groupBy(payments.values(), ({ state }) => state);
        t.diagnostic([...byState].map(([state, { length }]) => `${length} ${state}`).join(', '));
        await kill(survivor);
      });

      test('row 44: where the platform knows an externalId again, every payment is credited once in the end', async () => {
        await simulator.setFaults({ latencyMs: PLATFORM_LATENCY_MS, idempotentByExternalId: true });
        const payments = await drill(IDEMPOTENT, Math.ceil(KILLS / 4));
        for (const { state, id } of payments.values()) assert.equal(state, 'credited', id);
      });

      test('one form sent to two processes at once makes one payment, and both lead back', async () => {
        await simulator.clearFaults();
        await forgetLimits(PLAIN);
        const { live } = DEPOSITORS[PLAIN];
        const screens = (await Promise.all([start(), start()])).map(({ url }) => depositScreen(url));
        for (let round = 0; round < 8; round += 1) {
          const balance = await balanceOf(simulator, live);
          const ticket = (await screens[round % 2]?.ticket()) ?? '';
          const answers = await Promise.all(
            [...screens, ...screens].map((screen) => screen.post({ ticket, amount: '77.00' })),
          );
          assert.deepEqual(
            answers.map(({ status }) => status),
            [303, 303, 303, 303],
          );
          assert.equal(await balanceOf(simulator, live), balance + 7700);
          const credits = await creditsOf(simulator, live);
          assert.equal(credits.filter(({ externalId }) => externalId === paymentIdIn(ticket)).length, 1);
        }
      });
    });
  }
});

function isSettled({ state }: Payment, brokerName: string): boolean {
  return state === 'credited' || state === 'failed' || (state === 'unconfirmed' && brokerName !== IDEMPOTENT);
}

function paymentIdIn(ticket: string): string {
  const claims = Buffer.from(ticket.split('.')[2] ?? '', 'base64url').toString('utf8');
  return String(JSON.parse(claims).paymentId);
}

type Credits = Awaited<ReturnType<typeof creditsOf>>;

function checkOnce(sent: Sent, payment: Payment | undefined, credits: Credits): void {
  const own = credits.filter(({ externalId }) => externalId === sent.paymentId);
  const state = payment?.state ?? 'absent';
  const what = `${sent.paymentId} is ${state}, credited ${own.length} times, acknowledged: ${sent.isAcknowledged}`;
  assert.ok(own.length <= 1, what);
  assert.ok(
    own.every(({ amount }) => amount === sent.amountMinor),
    what,
  );
  if (sent.isAcknowledged) assert.equal(state, 'credited', what);
  if (state === 'credited') assert.equal(own.length, 1, what);
  if (state === 'failed' || state === 'absent') assert.equal(own.length, 0, what);
}
