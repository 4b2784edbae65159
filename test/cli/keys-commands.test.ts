import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';

describe('keys commands', () => {
  const folder = makeTempFolder();
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge({ environment: { DATA_DIR: folder.path } });
  });
  after(async () => {
    await bridge.close();
    folder.remove();
  });

  const run = (...words: string[]) => runCli(words, { DATA_DIR: folder.path });
  async function json(...words: string[]) {
    const { exitCode, stdout, stderr } = await run(...words, '--json');
    assert.equal(exitCode, 0, stdout + stderr);
    return JSON.parse(stdout);
  }
  /** As a provider does that is built in the process that serves. */
  async function signerOf(brokerName: string): Promise<string> {
    const { app, clock } = bridge;
    clock.set(Date.now());
    await app.brokers.refresh();
    const { keys } = await app.signingKeys.open(app.brokers.get(brokerName), new Set(['ES256']));
    return keys[0]?.id ?? '';
  }

  test('list tells what the keys are there for, and nothing of their private parts', async () => {
    assert.deepEqual(await json('keys', 'list', MAIN), { items: [], nextCursor: null });
    const first = await signerOf(MAIN);
    const { items } = await json('keys', 'list', MAIN);
    assert.deepEqual(Object.keys(items[0]).sort(), [
      ...['algorithm', 'brokerName', 'createdAt', 'id', 'publishedUntil', 'signsFrom', 'state'],
    ]);
    assert.deepEqual([items[0].id, items[0].state, items[0].publishedUntil], [first, 'signing', null]);
    const { stdout } = await run('keys', 'list', MAIN);
    assert.match(stdout, /^KEY +ALGORITHM +STATE +MADE +SIGNS FROM +PUBLISHED UNTIL\n/);
    assert.match(stdout, new RegExp(`\n${first} +ES256 +signing `));
  });

  test('rotate makes a key that waits; again, for all brokers, it makes no more of that broker', async () => {
    await signerOf(SISTER);
    const [made] = (await json('keys', 'rotate', MAIN, '--lead', '3600')).items;
    assert.equal(made.brokerName, MAIN);
    assert.equal(Date.parse(made.signsFrom) - Date.parse(made.createdAt), 3_600_000);
    const all = await run('keys', 'rotate', '--all', '--lead', '7200');
    assert.match(all.stdout, new RegExp(`^${SISTER}: [\\w-]{43} \\(ES256\\) signs from [-\\dT:.]+Z\n$`));
    assert.match((await run('keys', 'rotate', '--all', '--lead', '7200')).stdout, /^No key was made: /);
  });

  test('rotate with no lead, and revoke, are seen by the process that serves', async () => {
    const [made] = (await json('keys', 'rotate', MAIN, '--lead', '0')).items;
    assert.equal(await signerOf(MAIN), made.id);
    assert.deepEqual(await json('keys', 'revoke', MAIN, made.id), { id: made.id, brokerName: MAIN, revoked: true });
    const signer = await signerOf(MAIN);
    assert.notEqual(signer, made.id);
    const { items } = await json('keys', 'list', MAIN);
    assert.ok(items.every(({ id }: { id: string }) => id !== made.id));
    const { stdout } = await run('keys', 'revoke', MAIN, signer);
    assert.match(stdout, /^The key [\w-]{43} of tradingtech_main is not published any more\.\n/);
  });

  test('rotate with less than a minute ahead warns of apps that keep keys, beside the answer', async () => {
    const soon = await run('keys', 'rotate', MAIN, '--lead', '59', '--json');
    assert.match(soon.stderr, /^Apps that fetched the keys a short while ago refuse what the new key signs/);
    assert.equal(JSON.parse(soon.stdout).items.length, 1);
    const now = await run('keys', 'rotate', MAIN, '--lead', '0');
    assert.match(now.stderr, /^Apps that fetched the keys/);
    const { stdout, stderr } = await run('keys', 'rotate', SISTER, '--lead', '60');
    assert.deepEqual([stdout.split('\n').length, stderr], [2, '']);
  });

  test('what cannot be done is said, in words and in JSON', async () => {
    const unknown = await run('keys', 'revoke', MAIN, 'nothing');
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.stderr, /^No such signing key \(nothing\)\. List the keys with `drawbridge keys list/);
    const nobody = await run('keys', 'rotate', 'nobody', '--json');
    assert.equal(JSON.parse(nobody.stdout).error.code, 'broker_unknown');
    for (const words of [
      [],
      [MAIN, '--all'],
      [MAIN, '--lead', '-1'],
      [MAIN, '--lead', '1e3'],
      [MAIN, '--lead', '604801'],
    ]) {
      const { exitCode, stdout } = await run('keys', 'rotate', ...words, '--json');
      assert.equal(exitCode, 1, words.join(' '));
      assert.equal(JSON.parse(stdout).error.code, 'usage_wrong');
    }
  });

  test('reseal counts signing keys too', async () => {
    const resealed = await json('keys', 'reseal');
    assert.equal(resealed.signingKeys, 0);
    assert.match(
      (await run('keys', 'reseal')).stdout,
      /0 documents, 0 signing keys, 0 API keys, 0 webhooks and 0 authenticator apps\.\n$/,
    );
  });
});
