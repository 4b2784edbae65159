import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { API_KEY_SCOPES } from '../../src/lib/api-key-scopes.ts';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const CRM = 'tradingtech_crm';
const DAY_MS = 24 * 3600 * 1000;

describe('drawbridge api-key', () => {
  const folder = makeTempFolder();
  before(async () => {
    assert.equal((await runCli(['seed', EXAMPLE_SEED], { DATA_DIR: folder.path })).exitCode, 0);
  });
  after(() => folder.remove());

  const run = (...words: string[]) => runCli(['api-key', ...words], { DATA_DIR: folder.path });

  async function json(...words: string[]) {
    const { exitCode, stdout, stderr } = await run(...words, '--json');
    assert.equal(exitCode, 0, stdout + stderr);
    return JSON.parse(stdout);
  }

  const addKey = (...words: string[]) => json('add', MAIN, '--name', 'Back office', '--scope', 'users:read', ...words);
  const daysOf = ({ createdAt, expiresAt }: { createdAt: string; expiresAt: string }) =>
    (Date.parse(expiresAt) - Date.parse(createdAt)) / DAY_MS;

  test('list and show tell of the seed’s keys, and nothing of their texts and secrets', async () => {
    const { items } = await json('list', MAIN);
    const { stdout } = await run('list', MAIN);
    assert.match(stdout, /^KEY +NAME +KIND +ENVIRONMENT +STATE +ENDS +LAST USED\n/);
    assert.match(stdout, /Sandbox server key +secret +test +works +without end +never\n/);
    const shown = await json('show', MAIN, items[0].id);
    assert.deepEqual(shown, items[0]);
    assert.deepEqual(Object.keys(shown.pairs[0]), ['id', 'createdAt', 'endsAt']);
    for (const text of [stdout, JSON.stringify(items)]) {
      assert.doesNotMatch(text, /[hH]ash|sealed|sandbox-secret|k_test_/);
    }
  });

  test('row 40: add shows text and secret once; the key ends after 90 days', async () => {
    const words = ['--name', 'Once', '--scope', 'users:read', '--scope', 'payments:read', '--scope', 'users:read'];
    const added = await run('add', MAIN, ...words, '--ip', '203.0.113.0/24', '--ip', '2001:db8::1');
    assert.equal(added.exitCode, 0, added.stderr);
    const [, id = '', text = '', secret = ''] =
      /^Made the key (\S+) of tradingtech_main\.\nKey: (bk_test_\S{43})\nSecret: (\S{43})\nThey are not shown again\.\n$/.exec(
        added.stdout,
      ) ?? [];
    const shown = await json('show', MAIN, id);
    assert.deepEqual(
      [shown.scopes, shown.ipList],
      [
        ['users:read', 'payments:read'],
        ['203.0.113.0/24', '2001:db8::1'],
      ],
    );
    assert.equal(daysOf(shown), 90);
    const everything = `${(await run('list', MAIN)).stdout}${JSON.stringify(shown)}`;
    for (const one of [text, secret]) assert.ok(one !== '' && !everything.includes(one));
  });

  test('add makes publishable keys, keys of a CRM, and keys that may do everything', async () => {
    const publishable = await addKey('--publishable').catch((error: Error) => error.message);
    assert.match(String(publishable), /api_key_invalid_settings/);
    const browser = await json('add', MAIN, '--name', 'Page', '--publishable', '--expires-in-days', '30');
    assert.match(browser.key, /^pk_test_/);
    assert.deepEqual([browser.secret, browser.kind, daysOf(browser)], [null, 'publishable', 30]);
    const common = await json('add', CRM, '--crm', '--name', 'All', '--all-scopes', '--require-signature');
    assert.deepEqual([common.brokerName, common.brokerCrmName, common.requiresSignature], [null, CRM, true]);
    assert.deepEqual(common.scopes, API_KEY_SCOPES);
    assert.deepEqual((await json('list', CRM, '--crm')).items.length, 1);
    assert.equal((await run('list', 'financialhouse_crm', '--crm')).stdout, 'financialhouse_crm has no API keys.\n');
  });

  test('update changes what is named, and says so', async () => {
    const { id } = await addKey('--require-signature', '--ip', '192.0.2.1');
    const words = ['--name', 'After', '--scope', 'users:write', '--any-ip', '--no-require-signature'];
    const first = await run('update', MAIN, id, ...words);
    assert.equal(first.stdout, `Changed of ${id}: name, scopes, ipList, requiresSignature.\n`);
    assert.equal((await run('update', MAIN, id, '--name', 'After')).stdout, `Nothing changes of ${id}.\n`);
    const later = await json('update', MAIN, id, '--expires-in-days', '366');
    assert.deepEqual([later.changed, later.requiresSignature, later.ipList], [['expiresAt'], false, []]);
  });

  test('rotate shows a new text and secret; the pair before ends after the overlap', async () => {
    const { id, key } = await addKey();
    const rotated = await json('rotate', MAIN, id, '--overlap-hours', '2', '--expires-in-days', '60');
    assert.match(rotated.key, /^bk_test_/);
    assert.notEqual(rotated.key, key);
    const [next, previous] = rotated.pairs;
    assert.deepEqual([rotated.pairs.length, next.endsAt], [2, null]);
    assert.equal(Date.parse(previous.endsAt) - Date.parse(next.createdAt), 2 * 3_600_000);
    const { stdout } = await run('rotate', MAIN, id, '--overlap-hours', '0');
    assert.match(stdout, /^Rotated the key \S+ of tradingtech_main\.\nKey: bk_test_/);
    assert.equal((await json('show', MAIN, id)).pairs.length, 1);
  });

  test('revoke ends a key for good', async () => {
    const { id } = await addKey();
    assert.equal((await run('revoke', MAIN, id)).stdout, `${id} is revoked.\n`);
    const { revokedAt } = await json('revoke', MAIN, id);
    assert.equal((await json('show', MAIN, id)).revokedAt, revokedAt);
    for (const words of [
      ['rotate', MAIN, id],
      ['update', MAIN, id, '--name', 'x'],
    ]) {
      const { exitCode, stderr } = await run(...words);
      assert.equal(exitCode, 1);
      assert.match(stderr, /^This API key was revoked /);
    }
    assert.match((await run('list', MAIN)).stdout, new RegExp(`${id} .* revoked `));
  });

  for (const [name, words, message] of [
    ['without a name', [], /^The API key’s settings are not valid \(name\)/],
    [
      'with a scope that is none',
      ['--name', 'x', '--scope', 'all'],
      /argument 'all' is invalid\. Give one of users:read/,
    ],
    [
      'with a bad address',
      ['--name', 'x', '--ip', '10.0.0.1', '--ip', '10.0.0.256'],
      /\(ipList\.1\).*\n"10\.0\.0\.256" is no/,
    ],
    ['with a bad network', ['--name', 'x', '--ip', '2001:db8::/129'], /\(ipList\.0\).*\n"2001:db8::\/129" is no/],
    ['for too long', ['--name', 'x', '--expires-in-days', '367'], /whole number of days from 1 to 366/],
    ['for no day', ['--name', 'x', '--expires-in-days', '0'], /whole number of days from 1 to 366/],
    ['publishable and signed', ['--name', 'x', '--publishable', '--require-signature'], /\(requiresSignature\)/],
  ] as const) {
    test(`add ${name} is refused, and says what is wrong`, async () => {
      const { exitCode, stdout, stderr } = await run('add', MAIN, ...words);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, message);
    });
  }

  test('row 28: a key of another white label, or of its CRM, and homes that are not there, are unknown', async () => {
    const { id } = await addKey();
    for (const command of ['show', 'update', 'rotate', 'revoke']) {
      for (const home of [[SISTER], [CRM, '--crm']]) {
        const { exitCode, stdout } = await run(command, ...home, id, '--json');
        assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, 'api_key_unknown'], command);
      }
    }
    assert.match((await run('list', 'nobody')).stderr, /^No such broker \(nobody\)/);
    assert.match((await run('list', MAIN, '--crm')).stderr, /^No such broker \(tradingtech_main\)/);
  });

  test('row 41: a bridge in production mode makes live keys', async () => {
    const fresh = makeTempFolder();
    const environment = { DATA_DIR: fresh.path };
    assert.equal((await runCli(['seed', EXAMPLE_SEED], environment)).exitCode, 0);
    const { stdout, stderr } = await runCli(['api-key', 'add', MAIN, '--name', 'Live', '--json'], {
      ...environment,
      BRIDGE_MODE: 'production',
      PUBLIC_URL: 'https://sso.broker.example',
      ENCRYPTION_KEYS: `main:${randomBytes(32).toString('base64')}`,
      METRICS_TOKEN: 'a-metrics-token-of-length',
      TRUSTED_PROXIES: '10.0.0.0/8',
      SMTP_URL: 'smtps://mail.broker.example',
    });
    assert.match(JSON.parse(stdout).key, /^bk_live_/, stderr);
    fresh.remove();
  });
});
