import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { type CliOutcome, runCli } from '../support/run-cli.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKER = 'tradingtech_main';
const OTHER = 'financialhouse_main';
const ACCESS = {
  apiKeyId: 'key-1',
  principal: 'crm-kim',
  justification: 'customer_support-https://helpdesk.example/ticket/1',
  resource: 'users',
  operation: 'getUser',
  fields: ['email', 'firstName'],
  requestId: 'request-1',
};

/** Three entries at one white label, one at another, none at the third. */
async function fillLogs({ app }: TestBridge): Promise<void> {
  const [broker, other] = [app.brokers.get(BROKER), app.brokers.get(OTHER)];
  await app.privacyLog.record(broker, { ...ACCESS, personIds: ['u1', 'u2'] });
  await app.privacyLog.record(broker, { ...ACCESS, principal: '=HYPERLINK("x")-"kim"', personIds: ['u1'] });
  await app.privacyLog.record(other, { ...ACCESS, personIds: ['u9'] });
}

interface ShownEntry {
  readonly sequence: number;
  readonly at: string;
  readonly personId: string;
  readonly fields: readonly string[];
  readonly previousHash: string;
  readonly hash: string;
  readonly [field: string]: unknown;
}

function entriesIn({ exitCode, stdout, stderr }: CliOutcome): ShownEntry[] {
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('audit commands', () => {
  const folder = makeTempFolder();
  let dataDir = '';
  before(async () => {
    const bridge = await startTestBridge({ keepFolder: true });
    dataDir = bridge.dataDir;
    await fillLogs(bridge);
    await bridge.close();
  });
  after(() => folder.remove());

  const run = (...parameters: string[]): Promise<CliOutcome> => runCli(['audit', ...parameters], { DATA_DIR: dataDir });

  async function verified(parameters: readonly string[], exitCode: number, from = dataDir) {
    const outcome = await runCli(['audit', 'verify', ...parameters, '--json'], { DATA_DIR: from });
    assert.deepEqual([outcome.exitCode, outcome.stderr], [exitCode, ''], outcome.stdout);
    return JSON.parse(outcome.stdout).items;
  }

  /** @returns A folder with the records as they would be after those statements. */
  function tampered(name: string, ...statements: string[]): string {
    const copy = join(folder.path, name);
    cpSync(dataDir, copy, { recursive: true });
    const database = new DatabaseSync(join(copy, 'records.sqlite'));
    for (const guard of ['entries_no_update', 'entries_no_delete', 'heads_no_delete']) {
      database.exec(`drop trigger privacy_log_${guard}`);
    }
    for (const statement of statements) database.exec(statement);
    database.close();
    return copy;
  }

  test('verify says of every broker how many entries are sound, and what to write down', async () => {
    const items = await verified([], 0);
    assert.deepEqual(
      items.map(({ id, ok, count, fault }: Record<string, unknown>) => [id, ok, count, fault]),
      [
        [OTHER, true, 1, null],
        [BROKER, true, 3, null],
        ['tradingtech_wl_europe', true, 0, null],
      ],
    );
    const { head, mark } = items[1];
    assert.deepEqual([head.sequence, mark], [3, `3:${head.hash}`]);
    const { exitCode, stdout } = await run('verify', BROKER);
    assert.equal(exitCode, 0);
    assert.equal(stdout, `    BROKER            SOUND  HEAD\nok  ${BROKER}  3      ${mark}\n`);
  });

  test('row 50: verify ends with 1 and names the first entry at fault', async () => {
    const removed = tampered('removed', `delete from privacy_log_entries where sequence = 3`);
    const [last] = await verified([BROKER], 1, removed);
    assert.deepEqual([last.ok, last.count], [false, 2]);
    assert.deepEqual(last.fault, { sequence: 3, kind: 'missing', message: 'is missing' });
    const altered = tampered('altered', `update privacy_log_entries set principal = 'x-y' where sequence = 1`);
    const { exitCode, stdout } = await runCli(['audit', 'verify'], { DATA_DIR: altered });
    assert.equal(exitCode, 1);
    assert.match(stdout, new RegExp(`FAULT  ${BROKER} +0 +entry 1: does not hold what was written\\n`));
  });

  test('row 50: --expect finds a log that was written anew, and wants the name of a broker', async () => {
    const [{ mark }] = await verified([BROKER], 0);
    assert.equal((await verified([BROKER, '--expect', mark], 0))[0].ok, true);
    const [anew] = await verified([OTHER, '--expect', mark], 1);
    assert.deepEqual([anew.fault.sequence, anew.fault.kind], [2, 'missing']);
    const [other] = await verified([BROKER, '--expect', `2:${'0'.repeat(64)}`], 1);
    assert.deepEqual([other.fault.sequence, other.fault.kind], [2, 'rewritten']);
    const nameless = await run('verify', '--expect', mark);
    assert.notEqual(nameless.exitCode, 0);
    assert.match(nameless.stderr, /--expect needs the name of a broker/);
    const malformed = await run('verify', BROKER, '--expect', 'x');
    assert.notEqual(malformed.exitCode, 0);
    assert.match(malformed.stderr, /Give it as `audit verify` shows it/);
  });

  test('export writes a line of JSON for each entry, with all that its hash covers', async () => {
    const entries = entriesIn(await run('export', BROKER));
    assert.equal(entries.length, 3);
    assert.deepEqual([entries[0]?.id, entries[0]?.brokerName, entries[0]?.personId], ['1', BROKER, 'u1']);
    let previous = hash('sha256', JSON.stringify(['drawbridge privacy log 1', BROKER]), 'hex');
    for (const entry of entries) {
      const { sequence, at, apiKeyId, principal, justification, personId, resource, operation, fields, requestId } =
        entry;
      const said = [apiKeyId, principal, justification, personId, resource, operation, fields, requestId];
      assert.equal(entry.previousHash, previous);
      assert.equal(entry.hash, hash('sha256', JSON.stringify([sequence, previous, Date.parse(at), ...said]), 'hex'));
      previous = entry.hash;
    }
    const { exitCode, stdout } = await run('verify', BROKER, '--json');
    assert.deepEqual([exitCode, JSON.parse(stdout).items[0].head.hash], [0, previous]);
  });

  test('export --person is the report of one person', async () => {
    const entries = entriesIn(await run('export', BROKER, '--person', 'u1'));
    assert.deepEqual(
      entries.map(({ sequence, personId }) => [sequence, personId]),
      [
        [1, 'u1'],
        [3, 'u1'],
      ],
    );
    assert.deepEqual(entriesIn(await run('export', BROKER, '--person', 'u9')), [], 'row 28: of another white label');
  });

  test('export --format csv has a heading, and no cell that a spreadsheet would take for a formula', async () => {
    const { exitCode, stdout } = await run('export', BROKER, '--person', 'u1', '--format', 'csv');
    assert.equal(exitCode, 0);
    const [heading, first, second, end] = stdout.split('\r\n');
    assert.match(heading ?? '', /^"brokerName","sequence","at","apiKeyId","principal",.*"fields".*"hash"$/);
    assert.match(first ?? '', /^"tradingtech_main","1","20[^"]+Z","key-1","crm-kim".*"email firstName"/);
    assert.match(second ?? '', /,"'=HYPERLINK\(""x""\)-""kim""",/);
    assert.equal(end, '');
  });

  test('a broker that is not there, and records that are not there, are told', async () => {
    for (const command of ['verify', 'export']) {
      const { exitCode, stdout } = await run(command, 'nobody', '--json');
      assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [1, 'broker_unknown']);
      const nowhere = join(folder.path, 'nowhere');
      const missing = await runCli(['audit', command, BROKER, '--json'], { DATA_DIR: nowhere });
      assert.deepEqual([missing.exitCode, JSON.parse(missing.stdout).error.code], [1, 'store_unavailable']);
      assert.deepEqual(readdirSync(folder.path).includes('nowhere'), false, 'nothing is made');
    }
  });

  test('what a command changed is in the change log, by the account that gave it, and found where it is altered', async () => {
    const folderOfChanges = tampered('changes');
    const environment = { DATA_DIR: folderOfChanges };
    const disabled = await runCli(['broker', 'disable', BROKER], environment);
    assert.deepEqual([disabled.exitCode, disabled.stderr], [0, '']);
    const [added, entry] = entriesIn(await runCli(['audit', 'export', BROKER, '--log', 'changes'], environment));
    assert.deepEqual([added?.action, added?.actorKind], ['white-label.add', 'bridge']);
    assert.deepEqual([entry?.action, entry?.actorId], ['white-label.disable', userInfo().username]);
    assert.deepEqual(entry?.changes, [{ field: 'enabled', before: true, after: false }]);
    const ofBridge = await runCli(['audit', 'export', '--log', 'changes', '--bridge', '--format', 'csv'], environment);
    assert.match(ofBridge.stdout, /"seed-file.add"/);
    const chains = await verified(['--log', 'changes'], 0, folderOfChanges);
    assert.deepEqual(
      chains.map(({ id, count }: Record<string, unknown>) => [id, count]),
      [
        [OTHER, 1],
        [BROKER, 2],
        ['tradingtech_wl_europe', 1],
        [null, 1],
      ],
    );
    const altered = new DatabaseSync(join(folderOfChanges, 'records.sqlite'));
    altered.exec('drop trigger audit_entries_no_update');
    altered.exec(`update audit_entries set actor_id = 'kim' where chain = '${BROKER}' and sequence = 2`);
    altered.close();
    const [broken] = await verified(['--log', 'changes', '--broker', BROKER], 1, folderOfChanges);
    assert.deepEqual([broken.count, broken.fault.sequence, broken.fault.kind], [1, 2, 'altered']);
  });

  test('options that do not go together are refused', async () => {
    for (const parameters of [
      ['verify', '--bridge'],
      ['verify', BROKER, '--broker', OTHER],
      ['export'],
      ['export', BROKER, '--action', 'white-label.update'],
      ['export', BROKER, '--log', 'changes', '--person', 'u1'],
      ['export', BROKER, '--log', 'changes', '--from', 'yesterday'],
    ]) {
      const { exitCode, stdout } = await run(...parameters);
      assert.deepEqual([exitCode, stdout], [1, '']);
    }
  });

  test('row 51: on SQLite both commands work on a copy that nobody may write, and leave it as it was', async () => {
    const copy = join(folder.path, 'read-only');
    mkdirSync(copy);
    cpSync(join(dataDir, 'records.sqlite'), join(copy, 'records.sqlite'));
    chmodSync(join(copy, 'records.sqlite'), 0o444);
    chmodSync(copy, 0o555);
    const digest = () => hash('sha256', readFileSync(join(copy, 'records.sqlite')), 'hex');
    const before = digest();
    assert.equal((await verified([BROKER], 0, copy))[0].count, 3);
    assert.equal(entriesIn(await runCli(['audit', 'export', BROKER], { DATA_DIR: copy })).length, 3);
    assert.equal(digest(), before);
    assert.deepEqual(
      readdirSync(copy).filter((name) => !name.startsWith('records.sqlite')),
      [],
      'no other store is opened',
    );
    chmodSync(copy, 0o755);
  });
});

describe('audit commands with a role that may only read', { skip: skipWithoutPostgres() }, () => {
  let server: PostgresServer;
  before(async () => {
    server = await startPostgresServer();
  });
  after(() => server?.close());

  test('row 51: on PostgreSQL both commands need SELECT on the log and the names of brokers, and nothing else', async () => {
    const databaseUrl = await server.createDatabase();
    const bridge = await startTestBridge({ databaseUrl });
    await fillLogs(bridge);
    await bridge.close();
    const owner = new Client({ connectionString: databaseUrl });
    await owner.connect();
    await owner.query('create role auditor login');
    await owner.query('grant select on privacy_log_entries, privacy_log_heads to auditor');
    await owner.query('grant select (broker_name) on brokers to auditor');
    await owner.end();
    const url = new URL(databaseUrl);
    url.username = 'auditor';
    const environment = { DATABASE_URL: url.href, DATA_DIR: '/nowhere/at/all' };
    const outcome = await runCli(['audit', 'verify', '--json'], environment);
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, ''], outcome.stdout);
    assert.equal(JSON.parse(outcome.stdout).items.length, 3);
    assert.equal(entriesIn(await runCli(['audit', 'export', BROKER], environment)).length, 3);
  });
});
