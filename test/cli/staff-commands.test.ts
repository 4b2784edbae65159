import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

describe('staff commands', () => {
  const folder = makeTempFolder();
  const environment = { DATA_DIR: folder.path, PUBLIC_URL: 'http://localhost:3000' };
  before(async () => {
    assert.equal((await runCli(['seed', EXAMPLE_SEED], environment)).exitCode, 0);
  });
  after(() => folder.remove());

  const run = (...parameters: string[]) => runCli(['staff', ...parameters], environment);

  async function json(...parameters: string[]) {
    const { exitCode, stdout, stderr } = await run(...parameters, '--json');
    assert.equal(exitCode, 0, stdout + stderr);
    return JSON.parse(stdout);
  }

  async function fault(...parameters: string[]): Promise<string> {
    const { exitCode, stdout } = await run(...parameters, '--json');
    assert.notEqual(exitCode, 0);
    return JSON.parse(stdout).error.code;
  }

  test('a member is added with a link that is shown once, has a new one made, and is listed', async () => {
    const person = ['--email', 'Ada@Broker.example', '--name', 'Ada', '--role', 'support'];
    const added = await json('add', ...person, '--crm', 'tradingtech_crm', '--broker', 'financialhouse_main');
    assert.match(added.invitationUrl, /^http:\/\/localhost:3000\/admin\/invitation\?token=dbl_[\w-]{43}$/);
    const reach = { crms: ['tradingtech_crm'], brokers: ['financialhouse_main'] };
    assert.deepEqual([added.email, added.status, added.reach], ['ada@broker.example', 'invited', reach]);
    assert.equal(await fault('add', ...person), 'staff_exists');
    const renewed = await json('new-password', 'ada@broker.example');
    assert.match(renewed.url, /\/admin\/invitation\?token=/);
    assert.notEqual(renewed.url, added.invitationUrl);
    const { stdout } = await run('list', '--search', 'ada');
    assert.match(
      stdout,
      /^EMAIL .*\nada@broker\.example +Ada +support +CRM tradingtech_crm, financialhouse_main +invited +never\n$/,
    );
  });

  test('a password is taken from standard input, and shown nowhere', async () => {
    const parameters = [
      'staff',
      'add',
      '--email',
      'ben@broker.example',
      '--name',
      'Ben',
      '--role',
      'owner',
      '--password-stdin',
    ];
    const outcome = await new Promise<string>((resolve) => {
      const child = execFile(
        process.execPath,
        [join(PROJECT_FOLDER, 'src/cli/cli.ts'), ...parameters],
        { env: { PATH: process.env.PATH, ...environment } },
        (_error, stdout, stderr) => resolve(stdout + stderr),
      );
      child.stdin?.end('a long sentence of his\n');
    });
    assert.equal(outcome, 'Added ben@broker.example as owner.\n');
    const shown = await json('show', 'ben@broker.example');
    assert.deepEqual([shown.status, shown.reach, shown.sessions], ['active', 'everything', []]);
    assert.deepEqual(shown.factors, { hasPassword: true, hasTotp: false, recoveryCodesLeft: 0 });
    const { url } = await json('new-password', 'ben@broker.example', '--reset-factors');
    assert.match(url, /\/admin\/new-password\?token=dbl_/);
    assert.deepEqual(await json('end-sessions', 'ben@broker.example'), { email: 'ben@broker.example', ended: 0 });
    assert.equal((await json('disable', 'ben@broker.example')).status, 'disabled');
    assert.equal((await run('enable', 'ben@broker.example')).stdout, 'ben@broker.example is enabled.\n');
  });

  test('the last owner, who is unknown, and what is not valid fail', async () => {
    const person = ['--email', 'x@broker.example', '--name', 'X'];
    assert.equal(await fault('show', 'nobody@broker.example'), 'staff_member_unknown');
    assert.equal(await fault('add', ...person), 'usage_wrong');
    assert.equal(await fault('add', ...person, '--role', 'king'), 'usage_wrong');
    assert.equal(await fault('add', ...person, '--role', 'admin', '--crm', 'nobody'), 'staff_invalid');
    await run('disable', 'ben@broker.example');
    assert.equal(await fault('disable', 'admin@example.com'), 'staff_last_owner');
  });
});
