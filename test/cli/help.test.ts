import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

const COMMANDS = [
  ['serve'],
  ['simulate'],
  ['migrate'],
  ['seed'],
  ['export'],
  ['import'],
  ['broker'],
  ['broker', 'list'],
  ['broker', 'show'],
  ['broker', 'add'],
  ['broker', 'update'],
  ['broker', 'disable'],
  ['broker', 'enable'],
  ['broker', 'rotate-password'],
  ['keys'],
  ['keys', 'list'],
  ['keys', 'rotate'],
  ['keys', 'revoke'],
  ['keys', 'reseal'],
  ['client'],
  ['client', 'list'],
  ['client', 'show'],
  ['client', 'add'],
  ['client', 'update'],
  ['client', 'rotate-secret'],
  ['client', 'disable'],
  ['client', 'enable'],
  ['client', 'revoke-tokens'],
  ['api-key'],
  ['api-key', 'list'],
  ['api-key', 'show'],
  ['api-key', 'add'],
  ['api-key', 'update'],
  ['api-key', 'rotate'],
  ['api-key', 'revoke'],
  ['kyc'],
  ['kyc', 'list'],
  ['kyc', 'show'],
  ['kyc', 'approve'],
  ['kyc', 'refuse'],
  ['kyc', 'export-document'],
  ['payment'],
  ['payment', 'list'],
  ['payment', 'show'],
  ['payment', 'settle'],
  ['audit'],
  ['audit', 'verify'],
  ['audit', 'export'],
  ['user'],
  ['user', 'end-sessions'],
  ['staff'],
  ['staff', 'list'],
  ['staff', 'show'],
  ['staff', 'add'],
  ['staff', 'disable'],
  ['staff', 'enable'],
  ['staff', 'new-password'],
  ['staff', 'end-sessions'],
  ['ribbons'],
  ['ribbons', 'set'],
  ['ribbons', 'clear'],
  ['conform'],
  ['doctor'],
];

describe('drawbridge', { concurrency: 2 }, () => {
  for (const command of [[], ...COMMANDS]) {
    test(`${command.join(' ')} --help says what it is for, and exits with 0`, async () => {
      const { exitCode, stdout, stderr } = await runCli([...command, '--help']);
      assert.equal(exitCode, 0);
      assert.equal(stderr, '');
      assert.match(stdout, new RegExp(`^Usage: ${['drawbridge', ...command].join(' ')} `));
      assert.match(stdout, /\n\n[A-Z][^.]+\./);
    });
  }

  test('--help names every command', async () => {
    const { stdout } = await runCli(['--help']);
    for (const [command = '', sub] of COMMANDS) if (!sub) assert.match(stdout, new RegExp(`\\n {2}${command}[ |]`));
  });

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8'));
    assert.equal((await runCli(['--version'])).stdout, `${version}\n`);
  });

  for (const [name, parameters, message] of [
    ['nothing', [], /^Usage: drawbridge /],
    ['a command that does not exist', ['serv'], /unknown command 'serv'\n\(Did you mean serve\?\)/],
    ['an option that does not exist', ['doctor', '--jsno'], /unknown option '--jsno'\n\(Did you mean --json\?\)/],
    ['a missing name', ['broker', 'show'], /missing required argument 'brokerName'/],
    ['one argument too many', ['migrate', 'now'], /too many arguments/],
    [
      'hours that are none',
      ['broker', 'rotate-password', 'x', '--overlap-hours', '-1'],
      /number of hours from 0 to 720/,
    ],
  ] as const) {
    test(`given ${name}, explains itself on standard error and does not exit with 0`, async () => {
      const { exitCode, stdout, stderr } = await runCli(parameters);
      assert.notEqual(exitCode, 0);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(stderr, /Usage: drawbridge /);
    });
  }

  for (const [name, parameters, message] of [
    ['a command that does not exist', ['serv'], /^unknown command 'serv'/],
    ['an option that does not exist', ['doctor', '--jsno'], /^unknown option '--jsno'/],
    ['a missing name', ['broker', 'show'], /^missing required argument 'brokerName'/],
    ['a missing option', ['payment', 'settle', 'a', 'b', 'done'], /^required option '--reason/],
  ] as const) {
    test(`given ${name} and --json, says so in JSON on standard output alone`, async () => {
      const { exitCode, stdout, stderr } = await runCli([...parameters, '--json']);
      assert.notEqual(exitCode, 0);
      assert.equal(stderr, '');
      const { error } = JSON.parse(stdout);
      assert.equal(error.code, 'usage_wrong');
      assert.match(error.message, message);
    });
  }
});
