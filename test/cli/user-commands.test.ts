import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DEPOSITORS } from '../support/deposit-screen.ts';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKER = 'tradingtech_main';
const USER_ID = DEPOSITORS[BROKER].userId;

describe('user commands', () => {
  const folder = makeTempFolder();
  let simulator: TestSimulator;

  const runUser = (...parameters: string[]) => {
    const { port } = new URL(simulator.url);
    return runCli(['user', ...parameters], { DATA_DIR: folder.path, SIMULATOR_PORT: port });
  };
  const run = (...parameters: string[]) => runUser('end-sessions', ...parameters);

  before(async () => {
    simulator = await startTestSimulator();
    const environment = { DATA_DIR: folder.path, SIMULATOR_PORT: new URL(simulator.url).port };
    assert.equal((await runCli(['seed', EXAMPLE_SEED], environment)).exitCode, 0);
  });
  after(async () => {
    await simulator.close();
    folder.remove();
  });

  test('has the platform end them, too (3.12), and says so', async () => {
    const { exitCode, stdout } = await run(BROKER, String(USER_ID), '--json');
    assert.equal(exitCode, 0);
    assert.deepEqual(JSON.parse(stdout), { id: String(USER_ID), brokerName: BROKER, endedAtPlatform: true });
    assert.deepEqual(
      (await simulator.calls('3.12')).map(({ brokerName, status }) => [brokerName, status]),
      [[BROKER, 204]],
    );
  });

  test('a platform that refuses it does not make the command fail, and is told of', async () => {
    await simulator.setFaults({ failNext: { call: '3.12', status: 400 } });
    const { exitCode, stdout, stderr } = await run(BROKER, String(USER_ID));
    assert.equal(exitCode, 0);
    assert.match(stdout, /at the bridge have ended\. The platform did not take it/);
    assert.match(stderr, /the platform did not end the sessions of a user/);
  });

  test('row 28: a user of another white label is unknown, and nobody is logged out', async () => {
    await simulator.clearCalls();
    const { exitCode, stdout } = await run('tradingtech_wl_europe', String(USER_ID), '--json');
    assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, 'user_unknown']);
    assert.match((await run(BROKER, 'trader@example.com')).stderr, /Give a whole number/);
    assert.deepEqual(await simulator.calls('3.12'), []);
  });

  test('disable lets nobody in and ends the sessions at the platform, too; enable takes it back', async () => {
    await simulator.clearFaults();
    await simulator.clearCalls();
    const { exitCode, stdout } = await runUser('disable', BROKER, String(USER_ID), '--json');
    assert.equal(exitCode, 0);
    assert.deepEqual(JSON.parse(stdout), { id: String(USER_ID), brokerName: BROKER, enabled: false });
    assert.equal((await simulator.calls('3.12')).length, 1);
    const enabled = await runUser('enable', BROKER, String(USER_ID));
    assert.equal(enabled.stdout.trim(), `The user ${USER_ID} of ${BROKER} is enabled.`);
    const unknown = await runUser('disable', 'tradingtech_wl_europe', String(USER_ID), '--json');
    assert.deepEqual([unknown.exitCode, JSON.parse(unknown.stdout).error.code], [1, 'user_unknown']);
  });
});
