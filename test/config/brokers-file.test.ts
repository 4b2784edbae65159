import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { loadBrokersFile } from '../../src/config/brokers-file.ts';
import { loadSettings, SettingsError } from '../../src/config/load-settings.ts';
import { EXAMPLE_SEED, type SeedJson, writeSeedFile } from '../support/seed-file.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const PLACEHOLDERS = { simulatorUrl: 'http://127.0.0.1:3100' };

describe('the brokers file', () => {
  let folder = makeTempFolder();
  beforeEach(() => {
    folder = makeTempFolder();
  });
  afterEach(() => folder.remove());

  async function faultsOf(path: string): Promise<string[]> {
    try {
      await loadBrokersFile(path, PLACEHOLDERS);
      return [];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      return error.faults.map((fault) => fault.replace(`${path}: `, ''));
    }
  }

  test('the example brokers warn of risks, and name their agreements, in every language that they offer', async () => {
    const { brokers } = await loadBrokersFile(EXAMPLE_SEED, PLACEHOLDERS);
    for (const { brokerName, screens, branding, agreements = [] } of brokers) {
      const wanted = [...screens.languages].sort();
      assert.equal(wanted.length, 10);
      assert.deepEqual(Object.keys(branding?.riskWarning ?? {}).sort(), wanted, brokerName);
      for (const agreement of agreements) {
        assert.deepEqual(Object.keys(agreement.withdraws ? {} : agreement.title).sort(), wanted, brokerName);
      }
    }
  });

  const faultsAfter = (change: (seed: SeedJson) => void) => faultsOf(writeSeedFile(folder.path, change));

  function faultsOfText(text: string): Promise<string[]> {
    const path = join(folder.path, 'text.json');
    writeFileSync(path, text);
    return faultsOf(path);
  }

  test('of the example is good, and its addresses follow SIMULATOR_PORT', async () => {
    const { simulatorUrl } = loadSettings({ SIMULATOR_PORT: '4567' }, PROJECT_FOLDER);
    const { brokers } = await loadBrokersFile(EXAMPLE_SEED, { simulatorUrl });
    for (const { platform, screens, clients } of brokers) {
      assert.equal(platform.baseUrl, 'http://127.0.0.1:4567');
      assert.equal(screens.successUrl, 'http://127.0.0.1:4567/callback/success');
      assert.deepEqual(screens.frameOrigins, ['http://127.0.0.1:4567']);
      assert.deepEqual(clients[0]?.redirectUris, ['http://127.0.0.1:4567/oidc/callback']);
    }
  });

  test('may leave out everything that has a default', async () => {
    const path = writeSeedFile(folder.path, (seed) => {
      const { brokerName, brokerCrmName, displayName, platformPassword, platform, screens } = seed.brokers[0];
      const { successUrl } = screens;
      seed.brokers = [{ brokerName, brokerCrmName, displayName, platformPassword, platform, screens: { successUrl } }];
    });
    const { brokers } = await loadBrokersFile(path, PLACEHOLDERS);
    assert.equal(brokers[0]?.tokens.oneTimeTokenTtlSeconds, 60);
    assert.equal(brokers[0]?.enabled, true);
    assert.deepEqual(brokers[0]?.traders, []);
    assert.deepEqual(brokers[0]?.clients, []);
  });

  test('that is not there is named, with what to do', async () => {
    const path = join(folder.path, 'missing.json');
    assert.deepEqual(await faultsOf(path), [`${path} cannot be read (ENOENT). Give the path of a JSON file.`]);
    assert.match((await faultsOf(folder.path))[0] ?? '', /cannot be read \(EISDIR\)/);
  });

  test('that is no JSON is told by its place, and nothing of it is repeated', async () => {
    for (const text of ['', '{', 'canary', '{"canary": sandbox}', '[1,]', '{\n  "a": "canary"\n  "b": 1\n}']) {
      const [fault = '', ...more] = await faultsOfText(text);
      assert.match(fault, /text\.json is not JSON( \(line \d+ column \d+\))?\.$/);
      assert.doesNotMatch(fault, /canary/);
      assert.deepEqual(more, []);
    }
    assert.match((await faultsOfText('{\n  "a": "b"\n  "c": 1\n}'))[0] ?? '', /line 3 column 3/);
  });

  test('that is JSON of another kind is refused', async () => {
    for (const text of ['null', '[]', '"text"', '5']) {
      assert.deepEqual(await faultsOfText(text), ['the file must be of type object.'], text);
    }
  });

  test('names every fault at once, by its place', async () => {
    const faults = await faultsAfter((seed) => {
      seed.extra = true;
      seed.crms[0].brokerCrmName = 'with space';
      seed.brokers[0].plattform = {};
      delete seed.brokers[0].platform;
      seed.brokers[1].platformPassword = 'short';
      seed.brokers[1].tokens.oneTimeTokenTtlSeconds = 9;
      seed.brokers[2].screens.successUrl = 'javascript:alert(1)';
      seed.brokers[2].traders[0].email = 'nobody';
    });
    assert.deepEqual(faults.sort(), [
      'brokers.0.platform is required.',
      'brokers.0.plattform is not allowed.',
      'brokers.1.platformPassword length must be at least 12 characters long.',
      'brokers.1.tokens.oneTimeTokenTtlSeconds must be greater than or equal to 10.',
      'brokers.2.screens.successUrl must be a valid uri with a scheme matching the http|https pattern.',
      'brokers.2.traders.0.email must be a valid email.',
      'crms.0.brokerCrmName may hold letters, digits and - . _ ~ only.',
      'extra is not allowed.',
    ]);
  });

  test('with one name twice is refused', async () => {
    const faults = await faultsAfter((seed) => {
      seed.brokers.push({ ...seed.brokers[0] });
      seed.crms.push({ ...seed.crms[0] });
    });
    assert.deepEqual(faults, ['crms.2 contains a duplicate value.', 'brokers.3 contains a duplicate value.']);
  });

  test('never shows a secret in a fault', async () => {
    const secret = 'canary';
    const faults = await faultsAfter((seed) => {
      seed.brokers[0].platformPassword = secret;
      seed.brokers[0].platform.managerPassword = secret;
      seed.brokers[0].platform.baseUrl = `ftp://user:${secret}@host`;
      seed.brokers[0].traders[0].password = secret;
      seed.brokers[1].platformPassword = [secret];
      seed.brokers[2].platform = secret;
    });
    assert.equal(faults.length, 6);
    assert.doesNotMatch(faults.join('\n'), /canary/);
  });
});
