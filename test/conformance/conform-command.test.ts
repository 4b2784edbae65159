import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { systemClock } from '../../src/lib/clock.ts';
import { BROKEN_BRIDGE_ACCESS, startBrokenBridge } from '../support/broken-bridge.ts';
import type { Sabotage } from '../support/sabotages.ts';

const PROGRAM = `
  import { Command } from 'commander';
  import { registerConform } from ${JSON.stringify(new URL('../../src/cli/conform.ts', import.meta.url).href)};
  const program = new Command('drawbridge');
  registerConform(program);
  await program.parseAsync(process.argv.slice(1), { from: 'user' });
`;

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function drawbridge(parameters: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '--eval', PROGRAM, '--', ...parameters],
      { env: { ...process.env, ...environment }, cwd: new URL('../..', import.meta.url) },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

const { brokerName, brokerCrmName, password, login, loginPassword } = BROKEN_BRIDGE_ACCESS;
const NAMES = ['--broker', brokerName, '--crm', brokerCrmName, '--login', login];
const SECRETS = ['--password', password, '--login-password', loginPassword];

async function conformTo(sabotage: Sabotage | undefined, ...more: string[]): Promise<Outcome> {
  const bridge = await startBrokenBridge({
    clock: systemClock,
    oneTimeTokenTtlSeconds: 3,
    ...(sabotage === undefined ? {} : { sabotage }),
  });
  try {
    return await drawbridge([
      'conform',
      bridge.baseUrl,
      ...NAMES,
      ...SECRETS,
      '--token-seconds',
      '3',
      '--only',
      '6.1',
      ...more,
    ]);
  } finally {
    await bridge.close();
  }
}

describe('drawbridge conform', () => {
  test('prints the table and exits with 0 when all pass', async () => {
    const { exitCode, stdout, stderr } = await conformTo(undefined);
    assert.match(stdout, /\nAll 7 tests passed in /, stdout);
    assert.equal(stderr, '');
    assert.equal(exitCode, 0);
  });

  test('exits with 1 when a case fails, and --json holds the failed step', async () => {
    const { exitCode, stdout } = await conformTo('same-crm-token', '--json');
    const report = JSON.parse(stdout);
    assert.equal(exitCode, 1);
    assert.equal(report.passed, false);
    const failed = report.cases[0].steps.filter((step: { passed: boolean }) => !step.passed);
    assert.deepEqual(
      failed.map((step: { name: string }) => step.name),
      ['each call gives a fresh token'],
    );
  });

  test('exits with 2 and a sentence when nobody answers', async () => {
    const bridge = await startBrokenBridge({ clock: systemClock });
    await bridge.close();
    const { exitCode, stdout, stderr } = await drawbridge(['conform', bridge.baseUrl, ...NAMES], {
      CONFORM_PASSWORD: password,
      CONFORM_LOGIN_PASSWORD: loginPassword,
    });
    assert.match(stderr, /^Cannot reach http:\/\/127\.0\.0\.1:\d+\/: .*ECONNREFUSED.*\. Is the bridge running/);
    assert.equal(stdout, '');
    assert.equal(exitCode, 2);
  });

  test('names the tests that were skipped when there is no browser, and exits with 0', async () => {
    const { exitCode, stdout } = await conformTo(undefined, '--no-browser', '--only', '6.1.1,6.2.4');
    assert.match(stdout, /6\.2\.4 .* skipped .*\n +note: Not tried: .*--browser/);
    assert.match(stdout, /\n1 of 2 tests passed in .*, none failed\. Not tried in full: 6\.2\.4\.\n/);
    assert.equal(exitCode, 0);
  });

  test('names the tests that were skipped when the browser does not start', async () => {
    const { stdout } = await conformTo(undefined, '--browser', '/no/such/browser', '--only', '6.2.4');
    assert.match(stdout, /Not tried: the browser \/no\/such\/browser does not start/);
  });

  test('refuses a simulator that does not answer', async () => {
    const { exitCode, stderr } = await conformTo(undefined, '--simulator', 'http://127.0.0.1:9');
    assert.match(stderr, /no simulator answers/);
    assert.equal(exitCode, 1);
  });

  test('exits with 1 when half of the second login is given', async () => {
    const { exitCode, stderr } = await drawbridge([
      'conform',
      'http://127.0.0.1:9',
      ...NAMES,
      ...SECRETS,
      '--second-login',
      'second@example.com',
    ]);
    assert.match(stderr, /belong together/);
    assert.equal(exitCode, 1);
  });

  for (const [name, parameters, message] of [
    ['an address that is none', ['nowhere', ...NAMES, ...SECRETS], /http or https address/],
    ['no password', ['http://127.0.0.1:9', ...NAMES], /--password/],
    ['no base URL', [...NAMES, ...SECRETS], /base-url/],
  ] as const) {
    test(`refuses ${name}`, async () => {
      const { exitCode, stderr } = await drawbridge(['conform', ...parameters]);
      assert.match(stderr, message);
      assert.notEqual(exitCode, 0);
    });
  }
});
