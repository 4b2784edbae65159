import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { startTestSimulator, type TestSimulator } from '../../support/start-simulator.ts';
import { type BackendBench, brokerAt, createBackendBench } from './backend-bench.ts';

const SEEDED_USER = 10345533;
/** Long enough for a busy machine, where the simulator is to answer. */
const TIMEOUT_MS = 1500;
const PASSWORD_MD5 = createHash('md5').update('an account password').digest('hex');

let simulator: TestSimulator;
let bench: BackendBench;
let broker: Broker;

before(async () => {
  simulator = await startTestSimulator();
  broker = brokerAt(simulator.url);
});
beforeEach(async () => {
  bench = createBackendBench({ timeoutMs: TIMEOUT_MS });
  await simulator.clearFaults();
  // Buys the manager's token, so that the calls of a test are its own.
  await bench.backend.findUserId(broker, 'warm-up@example.com');
  await simulator.clearCalls();
});
afterEach(() => bench.backend.close());
after(() => simulator.close());

/** The three calls that must never be made twice by themselves. */
const onceOnly: Record<string, () => Promise<unknown>> = {
  '3.2': () => bench.backend.createUser(broker, { email: `once-${Math.random()}@example.com` }),
  '3.3': () => {
    const { firstAccount: offer } = broker;
    assert.ok(offer);
    const person = { firstName: null, lastName: null, email: 'once@example.com' };
    return bench.backend.createAccount(broker, { offer, passwordMd5: PASSWORD_MD5, ...person });
  },
  '3.5': () => bench.backend.changeBalance(broker, { login: 3000001, type: 'DEPOSIT', preciseAmount: '1.00' }),
};

/** The calls that may be repeated. */
const repeatable: Record<string, () => Promise<unknown>> = {
  '3.4': () =>
    bench.backend.linkAccount(broker, {
      login: 3000001,
      passwordMd5: PASSWORD_MD5,
      platformUserId: SEEDED_USER,
      environment: 'demo',
    }),
  '3.6': () => bench.backend.setReferral(broker, SEEDED_USER, 'p'),
  '3.9': () => bench.backend.setRibbons(broker, SEEDED_USER, []),
  '3.10': () => bench.backend.changeEmail(broker, SEEDED_USER, 'trader@example.com'),
  '3.11': () => bench.backend.findUserId(broker, 'trader@example.com'),
  '3.12': () => bench.backend.logOut(broker, SEEDED_USER),
  '3.13': () => bench.backend.acceptAgreement(broker, SEEDED_USER),
};

function unavailable(outcome: 'not_done' | 'unknown'): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isBridgeError(error, 'platform_unavailable'), String(error));
    assert.equal(error.outcome, outcome, error.detail);
    assert.ok(error.detail?.startsWith(outcome === 'unknown' ? 'outcome unknown: ' : 'not done: '), error.detail);
    assert.ok((error.retryAfterSeconds ?? 0) > 0);
    return true;
  };
}

describe('calls that are not idempotent', () => {
  for (const [call, make] of Object.entries(onceOnly)) {
    test(`${call} whose answer is lost has an unknown outcome and is made once`, async () => {
      await simulator.setFaults({ dropAnswer: { call, times: 5 } });
      await assert.rejects(make(), unavailable('unknown'));
      assert.equal((await simulator.calls(call)).length, 1);
    });

    test(`${call} that is not answered in time has an unknown outcome and is made once`, async () => {
      await simulator.setFaults({ latencyMs: 4 * TIMEOUT_MS });
      await assert.rejects(make(), unavailable('unknown'));
      assert.equal((await simulator.calls(call)).length, 1);
    });

    test(`${call} answered with 500 has an unknown outcome and is made once`, async () => {
      await simulator.setFaults({ failNext: { call, status: 500, times: 5 } });
      await assert.rejects(make(), unavailable('unknown'));
      assert.equal((await simulator.calls(call)).length, 1);
    });

    test(`${call} answered with something that is not JSON has an unknown outcome and is made once`, async () => {
      await simulator.setFaults({ garbleAnswer: { call, times: 5 } });
      await assert.rejects(make(), unavailable('unknown'));
      assert.equal((await simulator.calls(call)).length, 1);
    });

    test(`${call} refused with 400 was certainly not done`, async () => {
      await simulator.setFaults({ failNext: { call, status: 400, errorCode: 'INVALID_REQUEST' } });
      await assert.rejects(make(), (error) => isBridgeError(error, 'platform_refused') && error.outcome === 'not_done');
      assert.equal((await simulator.calls(call)).length, 1);
    });
  }

  test('a platform that refuses connections has certainly done nothing', async () => {
    const gone = await startTestSimulator();
    await gone.close();
    const away = brokerAt(gone.url);
    await assert.rejects(bench.backend.createUser(away, { email: 'a@example.com' }), unavailable('not_done'));
  });

  test('a manager’s token that cannot be bought means that nothing was done', async () => {
    await simulator.setFaults({ failNext: { call: '3.1', status: 500, times: 9 } });
    const other = brokerAt(simulator.url, 'financialhouse_main');
    await assert.rejects(bench.backend.createUser(other, { email: 'a@example.com' }), unavailable('not_done'));
    assert.equal((await simulator.calls('3.2')).length, 0);
  });
});

describe('calls that are idempotent', () => {
  for (const [call, make] of Object.entries(repeatable)) {
    test(`${call} is made again after a 503 and after a lost answer`, async () => {
      await simulator.setFaults({ failNext: { call, status: 503, times: 1 }, dropAnswer: { call, times: 1 } });
      await make();
      assert.equal((await simulator.calls(call)).length, 3);
    });
  }

  test('are not made again after a refusal', async () => {
    await simulator.setFaults({ failNext: { call: '3.11', status: 400, times: 9 } });
    await assert.rejects(repeatable['3.11']?.() ?? assert.fail(), (error) => isBridgeError(error, 'platform_refused'));
    assert.equal((await simulator.calls('3.11')).length, 1);
  });

  test('give up after three attempts', async () => {
    await simulator.setFaults({ failNext: { call: '3.11', status: 500, times: 9 } });
    await assert.rejects(repeatable['3.11']?.() ?? assert.fail(), unavailable('unknown'));
    assert.equal((await simulator.calls('3.11')).length, 3);
  });

  test('of a platform with too many requests are not made again, and say when to', async () => {
    await simulator.setFaults({ failNext: { call: '3.11', status: 400, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' } });
    await assert.rejects(repeatable['3.11']?.() ?? assert.fail(), unavailable('not_done'));
    await simulator.setFaults({ failNext: { call: '3.11', status: 429, errorCode: 'UNKNOWN_ERROR' } });
    await assert.rejects(repeatable['3.11']?.() ?? assert.fail(), unavailable('not_done'));
    assert.equal((await simulator.calls('3.11')).length, 2);
  });
});

describe('the manager’s token', () => {
  test('that is rejected is renewed once for 20 parallel calls, which all succeed', async () => {
    await simulator.setFaults({ rejectManagerTokens: true });
    const emails = Array.from({ length: 20 }, (_, index) => `parallel-${index}@example.com`);
    const userIds = await Promise.all(emails.map((email) => bench.backend.createUser(broker, { email })));
    assert.equal(new Set(userIds).size, 20);
    assert.equal((await simulator.calls('3.1')).length, 1);
    const created = await simulator.calls('3.2');
    assert.equal(created.filter((call) => call.status === 201).length, 20);
  });

  test('is bought once for 20 parallel first calls', async () => {
    const fresh = createBackendBench();
    const first = Array.from({ length: 20 }, () => fresh.backend.findUserId(broker, 'trader@example.com'));
    await Promise.all(first);
    assert.equal((await simulator.calls('3.1')).length, 1);
    await fresh.backend.close();
  });

  test('that is rejected again makes the call fail after one repetition', async () => {
    await simulator.setFaults({ failNext: { call: '3.2', status: 401, times: 9 } });
    await assert.rejects(onceOnly['3.2']?.() ?? assert.fail(), (error) => isBridgeError(error, 'platform_refused'));
    assert.equal((await simulator.calls('3.2')).length, 2);
  });

  test('is not renewed for a manager who lacks a right', async () => {
    await simulator.setFaults({ failNext: { call: '3.2', status: 403, errorCode: 'NOT_ENOUGH_RIGHTS', times: 9 } });
    await assert.rejects(onceOnly['3.2']?.() ?? assert.fail(), (error) => isBridgeError(error, 'platform_refused'));
    assert.equal((await simulator.calls('3.2')).length, 1);
    assert.equal((await simulator.calls('3.1')).length, 0);
  });

  test('with a wrong password is not to be had, and the next call tries again', async () => {
    const wrong = brokerAt(simulator.url, 'financialhouse_main', 'not the password');
    await assert.rejects(bench.backend.findUserId(wrong, 'a@example.com'), unavailable('not_done'));
    const right = brokerAt(simulator.url, 'financialhouse_main');
    assert.equal(await bench.backend.findUserId(right, 'trader@example.com'), 10345535);
  });

  test('is bought anew when the broker’s password was changed', async () => {
    await bench.backend.findUserId({ ...broker, platform: brokerAt(simulator.url).platform }, 'a@example.com');
    assert.equal((await simulator.calls('3.1')).length, 1);
  });
});

describe('the circuit breaker', () => {
  const lookUp = (at: Broker) => bench.backend.findUserId(at, 'trader@example.com');

  test('opens after failures in a row, holds calls back, and closes again', async (context) => {
    await bench.backend.close();
    bench = createBackendBench({ retries: 0, breakerFailures: 3, breakerOpenMs: 10_000 });
    await lookUp(broker);
    await simulator.clearCalls();
    await simulator.setFaults({ failNext: { call: '3.11', status: 503, times: 3 } });
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    for (const _ of [1, 2, 3]) await assert.rejects(lookUp(broker), unavailable('unknown'));
    await assert.rejects(lookUp(broker), unavailable('not_done'));
    await assert.rejects(onceOnly['3.2']?.() ?? assert.fail(), unavailable('not_done'));
    assert.equal((await simulator.calls()).length, 3);
    context.mock.timers.tick(10_001);
    assert.equal(await lookUp(broker), SEEDED_USER);
    assert.equal(await lookUp(broker), SEEDED_USER);
    assert.equal((await simulator.calls()).length, 5);
  });

  test('a caller who loses patience is no failure of the platform, and is not asked for again', async () => {
    await bench.backend.close();
    bench = createBackendBench({ retries: 2, breakerFailures: 2, breakerOpenMs: 10_000 });
    await lookUp(broker);
    await simulator.clearCalls();
    await simulator.setFaults({ stallNext: { call: '3.12', delayMs: 60_000, times: 3 } });
    for (const time of [1, 2, 3]) {
      const patience = new AbortController();
      const answer = bench.backend.logOut(broker, SEEDED_USER, patience.signal);
      while ((await simulator.calls('3.12')).length < time) await delay(5);
      patience.abort(new DOMException('the caller has waited long enough', 'TimeoutError'));
      await assert.rejects(answer, { name: 'TimeoutError' });
    }
    assert.equal((await simulator.calls()).filter(({ call }) => call === '3.12').length, 3);
    assert.equal(await lookUp(broker), SEEDED_USER);
  });

  test('of one broker leaves the others alone', async () => {
    const other = brokerAt(simulator.url, 'financialhouse_main');
    await simulator.setFaults({ failNext: { call: '*', status: 503, times: 100, brokerName: 'tradingtech_main' } });
    for (const _ of [1, 2, 3]) await assert.rejects(lookUp(broker), isBridgeError);
    await assert.rejects(lookUp(broker), unavailable('not_done'));
    assert.equal(await lookUp(other), 10345535);
  });

  test('does not count refusals', async () => {
    await simulator.setFaults({ failNext: { call: '3.11', status: 400, times: 20 } });
    for (let round = 0; round < 20; round += 1) {
      await assert.rejects(lookUp(broker), (error) => isBridgeError(error, 'platform_refused'));
    }
    assert.equal(await lookUp(broker), SEEDED_USER);
  });
});

test('row 49: no token, password or email of a platform call is in an error or in the log', async () => {
  const email = 'canary-person@example.com';
  const managerPassword = 'sandbox-manager-tradingtech_main';
  const canaries = [email, managerPassword, createHash('md5').update(managerPassword).digest('hex'), PASSWORD_MD5];
  const errors: unknown[] = [];
  const attempt = async (faults: object, make: () => Promise<unknown>) => {
    await simulator.setFaults(faults);
    await make().catch((error: unknown) => errors.push(error));
  };
  const other = brokerAt(simulator.url, 'tradingtech_wl_europe', managerPassword);
  const create = () => bench.backend.createUser(broker, { email });
  for (const status of [400, 401, 403, 404, 429, 500, 503]) {
    await attempt({ failNext: { call: '3.2', status, times: 2, errorCode: `leak ${email}` } }, create);
  }
  await attempt({ dropAnswer: { call: '3.2' } }, create);
  await attempt({ garbleAnswer: { call: '3.2' } }, create);
  await attempt({ latencyMs: 4 * TIMEOUT_MS }, create);
  await attempt({ dropAnswer: { call: '3.3' } }, onceOnly['3.3'] ?? assert.fail);
  await attempt({}, () => bench.backend.createUser(other, { email }));
  await attempt({}, () => bench.backend.createUser(broker, { email: `${email}${'x'.repeat(300)}` }));
  assert.ok(errors.length >= 11, `only ${errors.length} errors`);
  const shown = errors.map((error) => JSON.stringify(Object.assign({}, error)) + String((error as Error).stack)).join();
  const causes = errors.map((error) => (error as Error).cause);
  assert.deepEqual(causes.filter(Boolean), []);
  assert.ok(bench.logLines.length > 0);
  for (const canary of [...canaries, 'ws_']) {
    assert.ok(!shown.includes(canary), `${canary} is in an error`);
    assert.ok(!bench.logLines.join().includes(canary), `${canary} is in the log`);
  }
});
