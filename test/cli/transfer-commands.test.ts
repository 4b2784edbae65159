import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED, type SeedJson } from '../support/seed-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MAIN = 'tradingtech_main';

describe('drawbridge export and import', () => {
  const folder = makeTempFolder();
  const DATA_DIR = join(folder.path, 'here');
  const file = join(folder.path, 'white-labels.json');
  before(async () => {
    assert.equal((await runCli(['seed', EXAMPLE_SEED], { DATA_DIR })).exitCode, 0);
  });
  after(() => folder.remove());

  const run = (...parameters: string[]) => runCli(parameters, { DATA_DIR });

  function change(work: (document: SeedJson) => void): string {
    const document: SeedJson = JSON.parse(readFileSync(file, 'utf8'));
    work(document);
    const path = join(folder.path, 'changed.json');
    writeFileSync(path, JSON.stringify(document));
    return path;
  }

  test('one is written to a file, or all to standard output, the same each time', async () => {
    const written = await run('export', '--broker', MAIN, '--out', file);
    assert.deepEqual([written.exitCode, written.stdout], [0, `Wrote 1 white labels to ${file}.\n`]);
    const [one, all] = [await run('export', '--broker', MAIN), await run('export', '--json')];
    assert.equal(one.stdout, readFileSync(file, 'utf8'));
    assert.ok(JSON.parse(all.stdout).brokers.length > 2);
    const unknown = await run('export', '--broker', 'nobody');
    assert.deepEqual([unknown.exitCode, unknown.stdout], [1, '']);
    const nowhere = await run('export', '--out', join(folder.path, 'no/such/folder.json'));
    assert.match(nowhere.stderr, /cannot be written \(ENOENT\)/);
  });

  test('with --dry-run the difference is shown and nothing saved; --exit-code tells programs of it', async () => {
    const path = change(({ brokers: [broker] }) => {
      broker.displayName = 'Renamed';
    });
    const { exitCode, stdout } = await run('import', path, '--dry-run');
    const shown = `~ ${MAIN}\n    displayName: TradingTech → Renamed\nNothing was saved.\n`;
    assert.deepEqual([exitCode, stdout], [0, shown]);
    assert.equal((await run('import', path, '--dry-run', '--exit-code')).exitCode, 2);
    assert.equal((await run('import', file, '--dry-run', '--exit-code')).exitCode, 0);
  });

  test('is brought in, by the account that gave the command, and elsewhere with secrets that are shown once', async () => {
    const path = change(({ brokers: [broker] }) => {
      broker.displayName = 'Renamed';
    });
    assert.match((await run('import', path)).stdout, /0 added, 1 changed/);
    assert.equal((await run('import', path)).stdout, '= 1 unchanged\nNothing changes.\n');
    const elsewhere = { DATA_DIR: join(folder.path, 'elsewhere') };
    assert.equal((await runCli(['migrate'], elsewhere)).exitCode, 0);
    const { exitCode, stdout } = await runCli(['import', path, '--json'], elsewhere);
    assert.equal(exitCode, 0, stdout);
    const { create, secrets } = JSON.parse(stdout);
    assert.equal(create[0].brokerName, MAIN);
    assert.deepEqual(secrets.map(({ field }: SeedJson) => field).slice(0, 2), [
      'platformPassword',
      'platform.managerPassword',
    ]);
    const there = await runCli(['export'], elsewhere);
    assert.equal(there.stdout, (await run('export', '--broker', MAIN)).stdout);
  });

  test('a document with faults is refused with all of them, and ends with 1', async () => {
    const path = change(({ brokers: [broker] }) => {
      broker.displayName = 'Not saved';
      broker.brokerCrmName = 'financialhouse_crm';
      broker.screens.successUrl = 'https://app.example/#x';
    });
    for (const more of [[], ['--dry-run']]) {
      const { exitCode, stdout } = await run('import', path, ...more);
      assert.equal(exitCode, 1);
      assert.match(stdout, /tradingtech_main: brokerCrmName cannot be changed\./);
      assert.match(stdout, /tradingtech_main: screens\.successUrl holds a fragment/);
      assert.match(stdout, /Nothing was imported\./);
    }
    assert.doesNotMatch((await run('export', '--broker', MAIN)).stdout, /Not saved/);
    writeFileSync(path, '{"canary');
    const broken = await run('import', path);
    assert.equal(broken.exitCode, 1);
    assert.match(broken.stderr, /is not JSON/);
    assert.doesNotMatch(broken.stderr, /canary/);
  });
});
