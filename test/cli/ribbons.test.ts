import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { appBrowser } from '../simulator/app-browser.ts';
import { runCli } from '../support/run-cli.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { startWiredBridge, type WiredBridge } from '../support/start-wired-bridge.ts';
import { tokenIn, traderBrowser } from '../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const USER = '10345533';
const RIBBON = {
  color: '#0f766e',
  title: 'Hello',
  enabled: true,
  closable: true,
  action: { urlinApp: 'https://x.example' },
};

describe('drawbridge ribbons', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const run = (...parameters: string[]) =>
    runCli(['ribbons', ...parameters], { DATA_DIR: bridge.dataDir, PUBLIC_URL: bridge.url });

  function fileOf(content: unknown): string {
    const path = join(bridge.dataDir, 'ribbons.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  const callsOf39 = async () =>
    (await bridge.simulator.calls('3.9')).map(({ status, request }) => ({ status, request }));

  test('set has the platform show those of the example file, and clear takes them away (3.9)', async () => {
    const browse = appBrowser(bridge.simulator.url);
    await browse(`/?broker=${BROKER}`);
    await browse('/app/sign-in', 'POST', { token: tokenIn(await traderBrowser(bridge.url).logIn()) });
    const shown = async () => (await browse('/')).text.match(/data-testid="ribbon" data-color/g)?.length ?? 0;
    assert.equal(await shown(), 0);

    const set = await run('set', BROKER, USER, join(PROJECT_FOLDER, 'config/ribbons.example.json'), '--json');
    assert.equal(set.exitCode, 0, set.stdout + set.stderr);
    assert.equal(JSON.parse(set.stdout).ribbons[0].action.urlinApp, `${bridge.url}/inapp/kyc`);
    assert.equal(await shown(), 2);
    const opened = await browse('/app/ribbon', 'POST', {
      ribbon: '#0f766e Verify your identity to lift the limits of your live account',
    });
    assert.match(opened.headers.get('location') ?? '', /\/inapp\/kyc\?brokerName=tradingtech_main&.*token=/);

    const clear = await run('clear', BROKER, USER);
    assert.deepEqual([clear.exitCode, clear.stdout], [0, `User ${USER} of ${BROKER} has no ribbons now.\n`]);
    assert.equal(await shown(), 0);
    assert.deepEqual((await callsOf39()).at(-1), {
      status: 201,
      request: { brokerCrmName: 'tradingtech_crm', userId: Number(USER), rules: {} },
    });
  });

  for (const [name, content, message] of [
    ['a colour that is none', { ribbons: [{ ...RIBBON, color: 'red' }] }, /ribbons\.0\.color must be a colour/],
    ['no title', { ribbons: [{ ...RIBBON, title: '' }] }, /ribbons\.0\.title is not allowed to be empty/],
    ['a blank title', { ribbons: [{ ...RIBBON, title: ' ' }] }, /ribbons\.0\.title/],
    [
      'two actions',
      { ribbons: [{ ...RIBBON, action: { urlinApp: 'https://a.example', urlExternal: 'https://b.example' } }] },
      /ribbons\.0\.action must hold one/,
    ],
    ['no action', { ribbons: [{ ...RIBBON, action: {} }] }, /ribbons\.0\.action must hold urlExternal or urlinApp/],
    [
      'an address that runs script',
      { ribbons: [{ ...RIBBON, action: { urlExternal: 'javascript:alert(1)' } }] },
      /not valid \(ribbons\.0\.action\)/,
    ],
    [
      'the traders of another white label',
      { ribbons: [{ ...RIBBON, brokerName: 'tradingtech_wl_europe' }] },
      /not valid \(ribbons\.0\.brokerName\)/,
    ],
    ['an unknown field', { ribbons: [{ ...RIBBON, colour: '#000000' }] }, /ribbons\.0\.colour is not allowed/],
    ['nothing', { ribbons: [] }, /ribbons must contain at least 1/],
  ] as const) {
    test(`set with ${name} refuses it by its place, and calls nobody`, async () => {
      await bridge.simulator.clearCalls();
      const { exitCode, stdout, stderr } = await run('set', BROKER, USER, fileOf(content));
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, message);
      assert.deepEqual(await callsOf39(), []);
    });
  }

  test('row 28: a user of another white label is unknown, and the platform is not asked', async () => {
    await bridge.simulator.clearCalls();
    const path = fileOf({ ribbons: [RIBBON] });
    for (const parameters of [
      ['set', 'financialhouse_main', USER, path],
      ['clear', BROKER, '999'],
    ]) {
      const { exitCode, stdout } = await run(...parameters, '--json');
      assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, 'user_unknown']);
    }
    assert.match((await run('clear', BROKER, 'x1')).stderr, /whole number/);
    assert.deepEqual(await callsOf39(), []);
  });

  test('says so when the platform is away', async () => {
    await bridge.simulator.setFaults({ failNext: { call: '3.9', status: 500, times: 20 } });
    const { exitCode, stdout } = await run('clear', BROKER, USER, '--json');
    await bridge.simulator.clearFaults();
    assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, 'platform_unavailable']);
  });
});
