import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { type CliOutcome, runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED, writeSeedFile } from '../support/seed-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** The command line on an empty store of its own. */
function newCli(environment: Readonly<Record<string, string>> = {}) {
  const folder = makeTempFolder();
  return {
    folder,
    run: (...parameters: string[]): Promise<CliOutcome> =>
      runCli(parameters, { DATA_DIR: folder.path, ...environment }),
    /** @returns What a command that has to work answers with `--json`. */
    async json(...parameters: string[]) {
      const { exitCode, stdout, stderr } = await runCli([...parameters, '--json'], {
        DATA_DIR: folder.path,
        ...environment,
      });
      assert.equal(exitCode, 0, stdout + stderr);
      assert.equal(stderr, '');
      return JSON.parse(stdout);
    },
  };
}

describe('migrate and seed', { concurrency: 3 }, () => {
  test('migrate brings the tables up to date, and a second time has nothing to do', async () => {
    const cli = newCli();
    const first = await cli.run('migrate');
    assert.equal(first.exitCode, 0);
    assert.match(first.stdout, /^Applied: 0001-/);
    assert.equal((await cli.run('migrate')).stdout, 'The tables are up to date.\n');
    assert.deepEqual(await cli.json('migrate'), { applied: [] });
  });

  test('seed adds what is in the file, and a second time changes nothing', async () => {
    const cli = newCli();
    const added = await cli.json('seed', EXAMPLE_SEED);
    assert.deepEqual(added.crms, ['tradingtech_crm', 'financialhouse_crm']);
    assert.equal(added.brokers.length, 3);
    assert.equal(added.traders, 3);
    assert.equal(added.clients, 6);
    assert.equal(added.apiKeys, 6);
    assert.equal(added.staff, 1);
    const before = await cli.json('broker', 'show', 'tradingtech_main');
    assert.equal(
      (await cli.run('seed', EXAMPLE_SEED)).stdout,
      'Added 0 CRMs, 0 brokers, 0 traders, 0 clients, 0 API keys and 0 members of staff.\n',
    );
    assert.deepEqual(await cli.json('broker', 'show', 'tradingtech_main'), before);
  });

  test('seed leaves a broker that exists as it is, though the file says otherwise', async () => {
    const cli = newCli();
    await cli.json('seed', EXAMPLE_SEED);
    const changed = writeSeedFile(makeTempFolder().path, (seed) => {
      seed.brokers[0].displayName = 'Other';
      seed.brokers[0].platformPassword = 'other-platform-password';
    });
    await cli.json('seed', changed);
    assert.equal((await cli.json('broker', 'show', 'tradingtech_main')).displayName, 'TradingTech');
  });

  test('seed explains a bad file and a missing one, in words and in JSON, and exits with 1', async () => {
    const cli = newCli();
    const bad = writeSeedFile(makeTempFolder().path, (seed) => {
      seed.brokers[0].colour = 'red';
    });
    const inWords = await cli.run('seed', bad);
    assert.equal(inWords.exitCode, 1);
    assert.match(inWords.stderr, /brokers\.0\.colour is not allowed/);
    const inJson = await cli.run('seed', '/nowhere.json', '--json');
    assert.equal(inJson.exitCode, 1);
    assert.equal(inJson.stderr, '');
    const { error } = JSON.parse(inJson.stdout);
    assert.equal(error.code, 'settings_invalid');
    assert.match(error.message, /\/nowhere\.json cannot be read/);
  });

  test('seed and broker add refuse examples in production mode', async () => {
    const cli = newCli({
      BRIDGE_MODE: 'production',
      PUBLIC_URL: 'https://sso.broker.example',
      ENCRYPTION_KEYS: `main:${randomBytes(32).toString('base64')}`,
      METRICS_TOKEN: 'a-metrics-token-of-length',
      TRUSTED_PROXIES: '10.0.0.0/8',
      SMTP_URL: 'smtps://mail.broker.example',
    });
    const commands = [['seed'], ['broker', 'add']];
    for (const { exitCode, stderr } of await Promise.all(commands.map((words) => cli.run(...words, EXAMPLE_SEED)))) {
      assert.equal(exitCode, 1);
      assert.match(stderr, /holds sandbox examples/);
    }
    assert.deepEqual((await cli.json('broker', 'list')).items, []);
  });
});

describe('broker commands', () => {
  const cli = newCli();

  test('list shows nothing yet, then every broker, as a table and as JSON', async () => {
    assert.deepEqual(await cli.json('broker', 'list'), { items: [], nextCursor: null });
    await cli.json('seed', EXAMPLE_SEED);
    const [{ items }, { stdout }] = await Promise.all([cli.json('broker', 'list'), cli.run('broker', 'list')]);
    assert.deepEqual(items[1], {
      id: 'tradingtech_main',
      brokerName: 'tradingtech_main',
      brokerCrmName: 'tradingtech_crm',
      displayName: 'TradingTech',
      whiteLabelOf: null,
      enabled: true,
    });
    assert.match(stdout, /^BROKER +CRM +NAME +WHITE LABEL OF +STATE\n/);
    assert.match(stdout, /\ntradingtech_wl_europe +tradingtech_crm +TradingTech Europe +tradingtech_main +enabled\n/);
  });

  test('show tells everything of a broker but its secrets', async () => {
    const words = ['broker', 'show', 'tradingtech_main'];
    const [shown, { stdout }] = await Promise.all([cli.json(...words), cli.run(...words)]);
    assert.equal(shown.id, 'tradingtech_main');
    assert.equal(shown.platform.managerLogin, 1001);
    assert.deepEqual(Object.keys(shown.platformPasswords[0]).sort(), ['createdAt', 'expiresAt', 'id']);
    for (const text of [stdout, JSON.stringify(shown)]) {
      assert.doesNotMatch(text, /sealed|argon2|hash|sandbox-password|sandbox-manager|sandbox\./i);
    }
  });

  test('add refuses a name that is taken, and then adds nothing', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      seed.brokers = [{ ...seed.brokers[0], brokerName: 'new_one', traders: [], apiKeys: [] }, seed.brokers[1]];
    });
    const { exitCode, stderr } = await cli.run('broker', 'add', path);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^The name or host is taken \(tradingtech_wl_europe\)\. Choose another name/);
    assert.equal((await cli.json('broker', 'list')).items.length, 3);
  });

  test('add adds a new broker', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      seed.brokers = [{ ...seed.brokers[0], brokerName: 'new_one', traders: [], apiKeys: [] }];
    });
    assert.equal((await cli.run('broker', 'add', path)).stdout, 'Added: new_one\n');
    assert.equal((await cli.json('broker', 'show', 'new_one')).displayName, 'TradingTech');
  });

  test('add names the broker and the field that the domain refuses', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      const { screens } = seed.brokers[0];
      seed.brokers = [
        { ...seed.brokers[0], brokerName: 'bad_one', traders: [], screens: { ...screens, defaultLanguage: 'xx' } },
      ];
    });
    const { exitCode, stderr } = await cli.run('broker', 'add', path);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^The broker’s settings are not valid \(bad_one: screens\.defaultLanguage\)/);
  });

  test('of a broker that does not exist exit with 1 and say what to do', async () => {
    const { exitCode, stdout, stderr } = await cli.run('broker', 'show', 'nobody');
    assert.equal(exitCode, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^No such broker \(nobody\)\. List the brokers with `drawbridge broker list`\./);
    const commands = ['show', 'disable', 'enable', 'rotate-password'];
    const ends = await Promise.all(commands.map((command) => cli.run('broker', command, 'nobody', '--json')));
    for (const end of ends) {
      assert.equal(end.exitCode, 1);
      assert.equal(JSON.parse(end.stdout).error.code, 'broker_unknown');
    }
  });
});
