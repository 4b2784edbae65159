import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { jpegFile, pdfFile } from '../support/document-files.ts';
import { kycScreen } from '../support/kyc-screen.ts';
import { type CliOutcome, runCli } from '../support/run-cli.ts';
import { startTestBridge } from '../support/start-bridge.ts';

const BROKER = 'tradingtech_main';
const BILL = pdfFile('Of Tess Trader');
const FRONT = jpegFile();

describe('kyc commands', () => {
  let dataDir = '';
  let userId = '';
  let untouchedUserId = '';
  before(async () => {
    const bridge = await startTestBridge({ keepFolder: true });
    dataDir = bridge.dataDir;
    for (const name of [BROKER, 'financialhouse_main'] as const) {
      const answer = await kycScreen(bridge.url, name).handIn({ 'identity-front': FRONT, 'proof-of-address': BILL });
      assert.equal(answer.status, 303);
    }
    const sister = await bridge.app.storage.users.findByEmail('tradingtech_wl_europe', 'trader@example.com');
    const user = await bridge.app.storage.users.findByEmail(BROKER, 'trader@example.com');
    [userId, untouchedUserId] = [user?.id ?? '', sister?.id ?? ''];
    await bridge.close();
  });

  const run = (...parameters: string[]): Promise<CliOutcome> => runCli(['kyc', ...parameters], { DATA_DIR: dataDir });

  async function json(...parameters: string[]) {
    const { exitCode, stdout, stderr } = await run(...parameters, '--json');
    assert.equal(exitCode, 0, stdout + stderr);
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  }

  async function failure(...parameters: string[]): Promise<string> {
    const { exitCode, stdout } = await run(...parameters, '--json');
    assert.equal(exitCode, 1, stdout);
    return JSON.parse(stdout).error.code;
  }

  test('list shows the cases of one broker, in words and in JSON', async () => {
    const { items, nextCursor } = await json('list', BROKER);
    assert.equal(nextCursor, null);
    assert.equal(items.length, 1);
    assert.deepEqual([items[0].id, items[0].state, items[0].submission], [userId, 'in_review', 1]);
    const [{ stdout }, approved, theirs, lost] = await Promise.all([
      run('list', BROKER, '--state', 'in_review'),
      json('list', BROKER, '--state', 'approved'),
      json('list', 'tradingtech_wl_europe'),
      run('list', BROKER, '--cursor', 'x'),
    ]);
    assert.match(stdout, new RegExp(`^USER +STATE +SUBMISSION +HANDED IN\\n${userId} +in_review +1 +20`));
    assert.deepEqual([approved.items, theirs.items], [[], []]);
    assert.notEqual(lost.exitCode, 0);
  });

  test('show tells the state and the documents, and nothing of what they hold', async () => {
    const shown = await json('show', BROKER, userId);
    assert.deepEqual([shown.id, shown.state, shown.documents.length], [userId, 'in_review', 2]);
    assert.deepEqual(Object.keys(shown.documents[0]), [
      ...['id', 'submission', 'kind', 'contentType', 'byteCount', 'sha256', 'createdAt'],
    ]);
    const other = await json('show', 'tradingtech_wl_europe', untouchedUserId);
    assert.deepEqual([other.state, other.documents], ['not_started', []]);
    assert.equal(await failure('show', BROKER, untouchedUserId), 'user_unknown', 'row 28: of another white label');
    assert.equal(await failure('show', 'nobody', userId), 'broker_unknown');
  });

  test('export-document writes what was handed in, for nobody else to read, and never over a file', async () => {
    const { documents } = await json('show', BROKER, userId);
    for (const [kind, content] of [
      ['identity-front', FRONT],
      ['proof-of-address', BILL],
    ] as const) {
      const { id } = documents.find((one: { kind: string }) => one.kind === kind);
      const file = join(dataDir, kind);
      const written = await json('export-document', BROKER, id, '--output', file);
      assert.equal(written.file, file);
      assert.deepEqual(readFileSync(file), content);
      assert.equal((statSync(file).mode & 0o777).toString(8), '600');
      assert.equal(await failure('export-document', 'financialhouse_main', id), 'kyc_document_unknown', 'row 28');
    }
    const taken = join(dataDir, 'taken');
    writeFileSync(taken, 'precious');
    assert.equal(await failure('export-document', BROKER, documents[0].id, '--output', taken), 'output_unwritable');
    assert.equal(readFileSync(taken, 'utf8'), 'precious');
  });

  test('refuse wants a reason and a name, keeps both, and is done once', async () => {
    assert.match((await run('refuse', BROKER, userId, '--by', 'kim')).stderr, /required option '--reason <text>'/);
    assert.equal(await failure('refuse', BROKER, userId, '--by', 'kim', '--reason', ' '), 'parameter_invalid');
    const refused = await json('refuse', BROKER, userId, '--by', 'kim', '--reason', 'Blurred.');
    assert.deepEqual([refused.state, refused.reason, refused.decidedBy], ['refused', 'Blurred.', 'kim']);
    assert.equal(await failure('approve', BROKER, userId, '--by', 'kim'), 'kyc_not_in_review');
    assert.deepEqual((await json('list', BROKER, '--state', 'refused')).items[0].id, userId);
  });

  test('approve says so in words', async () => {
    const [item] = (await json('list', 'financialhouse_main')).items;
    const { exitCode, stdout } = await run('approve', 'financialhouse_main', item.id, '--by', 'kim');
    assert.equal(exitCode, 0);
    assert.equal(stdout, `The case of ${item.id} is approved.\n`);
  });
});
