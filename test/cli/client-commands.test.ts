import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const URI = 'https://app.example/cb';
const PRODUCTION = {
  BRIDGE_MODE: 'production',
  PUBLIC_URL: 'https://sso.broker.example',
  ENCRYPTION_KEYS: `main:${randomBytes(32).toString('base64')}`,
  METRICS_TOKEN: 'a-metrics-token-of-length',
  TRUSTED_PROXIES: '10.0.0.0/8',
  SMTP_URL: 'smtps://mail.broker.example',
};

describe('drawbridge client', () => {
  const folder = makeTempFolder();
  let files = 0;
  before(async () => {
    assert.equal((await runCli(['seed', EXAMPLE_SEED], { DATA_DIR: folder.path })).exitCode, 0);
  });
  after(() => folder.remove());

  const run = (parameters: readonly string[], environment = {}) =>
    runCli(['client', ...parameters], { DATA_DIR: folder.path, ...environment });

  async function json(...parameters: string[]) {
    const { exitCode, stdout, stderr } = await run([...parameters, '--json']);
    assert.equal(exitCode, 0, stdout + stderr);
    return JSON.parse(stdout);
  }

  function fileOf(content: unknown): string {
    files += 1;
    const path = join(folder.path, `client-${files}.json`);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  test('list and show tell of the seed’s clients, and nothing of their secrets', async () => {
    const { items } = await json('list', MAIN);
    assert.deepEqual(
      items.map(({ id }: { id: string }) => id),
      ['sandbox-spa', 'sandbox-web'],
    );
    const shown = await json('show', MAIN, 'sandbox-web');
    assert.deepEqual(shown, items[1]);
    assert.deepEqual(Object.keys(shown.secrets[0]), ['id', 'createdAt', 'expiresAt']);
    assert.deepEqual(shown.redirectUris, ['http://127.0.0.1:3100/oidc/callback']);
    assert.doesNotMatch(JSON.stringify(items), /hash|sandbox-web-secret/);
    const { stdout } = await run(['list', MAIN]);
    assert.match(stdout, /^CLIENT +NAME +STATE +PROFILE +PROVES ITSELF BY\nsandbox-spa /);
    const broker = JSON.parse((await runCli(['broker', 'show', MAIN, '--json'], { DATA_DIR: folder.path })).stdout);
    assert.deepEqual(broker.clients, ['sandbox-spa', 'sandbox-web']);
  });

  test('row 40: add takes simple words, and shows the secret once', async () => {
    const words = ['add', MAIN, '--id', 'words', '--name', 'Words', '--redirect-uri', URI, '--redirect-uri', `${URI}2`];
    const added = await run(words);
    assert.equal(added.exitCode, 0, added.stderr);
    const [, secret = ''] = /^Its secret: (\S{43})\nIt is not shown again\.$/m.exec(added.stdout) ?? [];
    const shown = await run(['show', MAIN, 'words']);
    assert.deepEqual(JSON.parse(shown.stdout).redirectUris, [URI, `${URI}2`]);
    assert.equal(shown.stdout.includes(secret), false);
    const again = await run(words);
    assert.deepEqual([again.exitCode, again.stdout], [1, '']);
    assert.match(again.stderr, /^The client id is taken \(words\)/);
  });

  test('add --public registers a client without a secret', async () => {
    const added = await json('add', MAIN, '--id', 'public', '--name', 'Public', '--redirect-uri', URI, '--public');
    assert.deepEqual([added.authMethod, added.secrets, added.secret], ['none', [], null]);
  });

  test('add takes a file in the shape of the seed, and words go before it', async () => {
    const file = fileOf({ id: 'filed', name: 'Filed', redirectUris: ['{simulatorUrl}/oidc/callback'] });
    const added = await json('add', MAIN, file, '--name', 'Named');
    assert.deepEqual(
      [added.id, added.name, added.redirectUris[0]],
      ['filed', 'Named', 'http://127.0.0.1:3100/oidc/callback'],
    );
  });

  test('update changes what is named, says so, and asks for a secret where one is needed', async () => {
    await json('add', MAIN, '--id', 'changing', '--name', 'Before', '--redirect-uri', URI, '--public');
    const first = await run(['update', MAIN, 'changing', fileOf({ scopes: ['openid'] }), '--name', 'After']);
    assert.equal(first.stdout, 'Changed of changing: scopes, name. Running bridges follow within a second.\n');
    assert.equal((await run(['update', MAIN, 'changing', '--name', 'After'])).stdout, 'Nothing changes of changing.\n');
    const confidential = await run(['update', MAIN, 'changing', fileOf({ authMethod: 'client_secret' })]);
    assert.match(confidential.stdout, /It has no secret; make one with `drawbridge client rotate-secret`/);
    const { secret, overlapHours } = await json('rotate-secret', MAIN, 'changing', '--overlap-hours', '1');
    assert.deepEqual([secret.length, overlapHours], [43, 1]);
    assert.equal((await json('show', MAIN, 'changing')).secrets.length, 1);
  });

  test('disable, enable and revoke-tokens are kept', async () => {
    await json('add', MAIN, '--id', 'switched', '--name', 'Switched', '--redirect-uri', URI);
    assert.equal((await run(['disable', MAIN, 'switched'])).stdout, 'switched is disabled.\n');
    assert.equal((await json('show', MAIN, 'switched')).enabled, false);
    assert.deepEqual(await json('enable', MAIN, 'switched'), { id: 'switched', brokerName: MAIN, enabled: true });
    const { tokensRevokedAt } = await json('revoke-tokens', MAIN, 'switched');
    const shown = await json('show', MAIN, 'switched');
    assert.deepEqual([shown.enabled, shown.tokensRevokedAt], [true, tokensRevokedAt]);
    assert.ok(Date.parse(tokensRevokedAt) > 0);
  });

  for (const [name, content, message] of [
    ['an unknown field', { id: 'x', name: 'X', redirectUri: URI }, /redirectUri is not allowed/],
    ['a value of the wrong type', { id: 'x', name: 'X', redirectUris: 'canary' }, /redirectUris must be an array/],
    ['nothing of what is needed', {}, /name is required\.\n.*id is required/],
    ['a secret that is short', { id: 'x', name: 'X', secret: 'canary' }, /secret length must be at least 16/],
    ['a redirect URI that is not exact', { id: 'x', name: 'X', redirectUris: ['http://a.example'] }, /redirectUris\)/],
    ['a placeholder that is none', { id: 'x', name: 'X', redirectUris: ['{other}/cb'] }, /redirectUris\.0 holds a pl/],
    ['a list', [], /must be an object that holds the settings of one client/],
    ['something that is not JSON', '{"canary', /is not JSON/],
  ] as const) {
    test(`add of a file with ${name} refuses it by its place, and shows no value`, async () => {
      const { exitCode, stdout, stderr } = await run(['add', MAIN, fileOf(content)]);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /canary/);
    });
  }

  test('update refuses to change the id or the secret, and says what does', async () => {
    const { exitCode, stderr } = await run(['update', MAIN, 'sandbox-web', fileOf({ id: 'x', secret: 'canary' })]);
    assert.equal(exitCode, 1);
    assert.match(stderr, /id cannot be changed\./);
    assert.match(stderr, /secret is changed by `drawbridge client rotate-secret`\./);
    assert.doesNotMatch(stderr, /canary/);
  });

  test('row 28: a client of another white label, and a broker that is not there, are unknown', async () => {
    await json('add', MAIN, '--id', 'ours', '--name', 'Ours', '--redirect-uri', URI);
    for (const command of ['show', 'disable', 'enable', 'rotate-secret', 'revoke-tokens', 'update']) {
      const { exitCode, stdout } = await run([command, 'tradingtech_wl_europe', 'ours', '--json']);
      assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, 'client_unknown'], command);
    }
    const { stderr } = await run(['list', 'nobody']);
    assert.match(stderr, /^No such broker \(nobody\)/);
  });

  test('in production mode refuses the secret of the examples, and what is in a private network', async () => {
    const client = { id: 'own', name: 'Own', redirectUris: [URI] };
    const example = await run(['add', MAIN, fileOf({ ...client, secret: 'sandbox-web-secret' })], PRODUCTION);
    assert.match(example.stderr, /secret is the sandbox’s example/);
    const inside = fileOf({ ...client, backchannelLogoutUri: 'https://10.0.0.5/out' });
    assert.match((await run(['add', MAIN, inside], PRODUCTION)).stderr, /\(backchannelLogoutUri\).*private network/s);
  });
});
