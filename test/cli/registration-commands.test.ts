import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { startTestBridge } from '../support/start-bridge.ts';

const BROKER = 'tradingtech_main';

describe('registration commands', () => {
  let dataDir = '';
  const ids: string[] = [];
  before(async () => {
    const bridge = await startTestBridge({ keepFolder: true });
    dataDir = bridge.dataDir;
    for (const company of ['First', 'Second']) {
      bridge.clock.advance(1000);
      const form = {
        ...{ company, contactName: 'Grace', email: 'grace@example.com', website: null, useCase: 'To try it.' },
        ...{ redirectUris: [], scopes: ['users:read'] as const },
      };
      ids.push((await bridge.app.developerRegistrations.submit(bridge.app.brokers.get(BROKER), form, null)).id);
    }
    await bridge.close();
  });

  const run = (...parameters: string[]) => runCli(['registration', ...parameters], { DATA_DIR: dataDir });

  async function json(...parameters: string[]) {
    const { exitCode, stdout, stderr } = await run(...parameters, '--json');
    assert.equal(exitCode, 0, stdout + stderr);
    return JSON.parse(stdout);
  }

  test('one is approved with keys that are shown once, the other is refused, and the list tells so', async () => {
    const [first = '', second = ''] = ids;
    const { stdout } = await run('list', BROKER, '--state', 'submitted');
    assert.match(stdout, new RegExp(`^ID +STATE +COMPANY +EMAIL +SINCE\\n${second} +submitted +Second .*\\n${first} `));
    const approved = await json('approve', BROKER, first, '--by', 'ada');
    assert.deepEqual([approved.state, approved.decidedBy], ['approved', 'ada']);
    assert.match(approved.keys.secretKey, /^bk_test_/);
    const refused = await run('refuse', BROKER, second, '--by', 'ada', '--reason', 'no company');
    assert.equal(refused.stdout.trim(), 'The registration of Second is refused.');
    const { items, nextCursor } = await json('list', BROKER);
    assert.deepEqual(
      items.map(({ id, state, reason }: Record<string, unknown>) => [id, state, reason]),
      [
        [second, 'refused', 'no company'],
        [first, 'approved', null],
      ],
    );
    assert.equal(nextCursor, null);
    assert.ok(!JSON.stringify(items).includes(approved.keys.secret));
  });

  test('what is decided, unknown or another white label’s fails', async () => {
    for (const [broker, id, code] of [
      [BROKER, 'none', 'registration_unknown'],
      ['tradingtech_wl_europe', ids[0] ?? '', 'registration_unknown'],
      [BROKER, ids[1] ?? '', 'registration_decided'],
    ] as const) {
      const { exitCode, stdout } = await run('approve', broker, id, '--by', 'ada', '--json');
      assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, code]);
    }
  });
});
