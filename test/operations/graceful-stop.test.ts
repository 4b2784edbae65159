import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { after, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { newEmail, type PageAnswer, traderBrowser } from '../support/trader-browser.ts';
import { openRawConnection } from './raw-connection.ts';

const PASSWORD = 'A-long-password-1';
/** Of each call to the platform; a sign-up makes several. Long enough for what happens meanwhile. */
const LATENCY_MS = 700;
/** Longer than the bridge may take to stop. */
const HANGING_MS = 30_000;
const STOP_WITHIN_MS = 25_000;

interface Stage {
  readonly simulator: TestSimulator;
  readonly bridge: BridgeProcess;
  /** Begins a sign-up, and waits until it has reached the platform, which takes its time. */
  beginSlowSignUp(): Promise<{ readonly answer: Promise<PageAnswer> }>;
}

describe('a graceful stop', { concurrency: true }, () => {
  const stages: Stage[] = [];
  after(async () => {
    await Promise.all(stages.map(({ bridge }) => bridge.end('SIGKILL')));
    await Promise.all(stages.map(({ simulator }) => simulator.close()));
  });

  async function setUp(latencyMs = LATENCY_MS): Promise<Stage> {
    const simulator = await startTestSimulator();
    await simulator.setFaults({ latencyMs });
    const bridge = await startBridgeProcess({
      DATA_DIR: makeTempFolder().path,
      SIMULATOR_PORT: new URL(simulator.url).port,
      PLATFORM_TIMEOUT_SECONDS: '40',
    });
    const stage: Stage = {
      simulator,
      bridge,
      async beginSlowSignUp() {
        const answer = traderBrowser(bridge.url).signUp({ email: newEmail(), password: PASSWORD });
        answer.catch(() => undefined);
        while ((await simulator.calls()).length === 0) await delay(5);
        return { answer };
      },
    };
    stages.push(stage);
    return stage;
  }

  test('waits for a request that hangs, but not longer than ten seconds', async () => {
    const { bridge, beginSlowSignUp } = await setUp(HANGING_MS);
    const signUp = await beginSlowSignUp();
    const startedAtMs = performance.now();
    assert.equal(await bridge.end('SIGTERM'), 0);
    assert(performance.now() - startedAtMs < STOP_WITHIN_MS);
    await assert.rejects(signUp.answer);
  });

  test('answers what is in flight, refuses what is new, closes the connection, and exits with 0', async () => {
    const { bridge, beginSlowSignUp } = await setUp();
    const signUp = await beginSlowSignUp();
    const ended = bridge.end('SIGTERM');
    while (await takesConnections(bridge)) await delay(20);
    const answer = await signUp.answer;
    const answeredAtMs = performance.now();
    assert.equal(answer.status, 303, answer.text);
    assert.match(String(answer.headers.location), /\?token=ot_/);
    assert.equal(await ended, 0);
    assert(performance.now() - answeredAtMs < 5000);
    assert.match(bridge.output(), /"the bridge has stopped"/);
  });

  test('takes further signals as said', async () => {
    const { bridge, beginSlowSignUp } = await setUp();
    const signUp = await beginSlowSignUp();
    const ended = bridge.end('SIGTERM');
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM'] as const) {
      await delay(20);
      process.kill(bridge.pid, signal);
    }
    assert.equal((await signUp.answer).status, 303);
    assert.equal(await ended, 0);
  });

  test('works on SIGINT, and closes connections that are idle, kept alive or were never used', async () => {
    const { bridge } = await setUp();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      const sent = request(`${bridge.url}/healthz`, { agent }, (response) => {
        response.resume().once('end', resolve);
      });
      sent.once('error', reject).end();
    });
    const silent = await openRawConnection(bridge.url);
    const startedAtMs = performance.now();
    assert.equal(await bridge.end('SIGINT'), 0);
    assert(performance.now() - startedAtMs < 9_000);
    await silent.untilClosed();
    agent.destroy();
  });
});

/** Each time a new one, for one that is kept would be answered. */
function takesConnections(bridge: BridgeProcess): Promise<boolean> {
  return openRawConnection(bridge.url).then(
    (connection) => {
      connection.destroy();
      return true;
    },
    () => false,
  );
}
