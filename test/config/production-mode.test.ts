import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { SANDBOX_ENCRYPTION_KEYS } from '../../src/config/encryption-keys.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { type Environment, SettingsError } from '../../src/config/load-settings.ts';
import { EXAMPLE_SEED, type SeedJson, writeSeedFile } from '../support/seed-file.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { faultsOf, variablesIn } from './settings-faults.ts';

const KEY = randomBytes(32).toString('base64');
const GOOD = {
  BRIDGE_MODE: 'production',
  PUBLIC_URL: 'https://sso.broker.example',
  ENCRYPTION_KEYS: `main:${KEY}`,
  SMTP_URL: 'smtps://mail.broker.example',
  METRICS_TOKEN: 'a-metrics-token-of-length',
  TRUSTED_PROXIES: '10.0.0.0/8',
};

async function allFaultsOf(environment: Environment): Promise<readonly string[]> {
  try {
    await loadConfiguration(environment, PROJECT_FOLDER);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

/** The example, with secrets and addresses of one's own. */
function makeOwn(seed: SeedJson): void {
  seed.sandbox = false;
  seed.staff = [{ ...seed.staff[0], email: 'ops@broker.example', password: 'an owner of their own' }];
  for (const broker of seed.brokers) {
    broker.platformPassword = `own-password-of-${broker.brokerName}`;
    broker.platform.managerPassword = 'own-manager-password';
    broker.platform.baseUrl = 'https://platform.broker.example';
    broker.screens.successUrl = 'https://app.broker.example/success';
    broker.screens.frameOrigins = ['https://app.broker.example'];
    broker.screens.embeddedPlatformUrl = 'https://app.broker.example/info?token={otToken}';
    broker.payments.cashier = {
      kind: 'redirect',
      template: 'https://pay.broker.example/?p={paymentId}&a={amount}&c={currency}&r={returnUrl}',
      payoutUrl: 'https://pay.broker.example/payouts',
      secret: `own-cashier-secret-of-${broker.brokerName}`,
    };
    broker.traders = [];
    broker.clients = [
      {
        id: 'web',
        name: 'Web',
        secret: 'own-secret-of-a-client',
        redirectUris: ['https://app.broker.example/cb'],
        backchannelLogoutUri: 'https://app.broker.example/out',
      },
    ];
    broker.apiKeys = [
      {
        key: `bk_live_own-key-of-${broker.brokerName}`,
        secret: 'own-secret-of-a-key',
        name: 'Server',
        scopes: ['users:read'],
      },
    ];
  }
}

describe('production mode', () => {
  test('starts with an https address, secrets of its own and a proxy, and without a seed file', () => {
    assert.deepEqual(faultsOf(GOOD), []);
  });

  test('refuses to start without them, and names each with its remedy', () => {
    const faults = faultsOf({ BRIDGE_MODE: 'production' });
    assert.deepEqual(variablesIn(faults), [
      'PUBLIC_URL',
      'ENCRYPTION_KEYS',
      'SMTP_URL',
      'TRUSTED_PROXIES',
      'METRICS_TOKEN',
    ]);
    assert.match(faults[0] ?? '', /^PUBLIC_URL is missing or is not an https address\. Set it to /);
    assert.match(faults[1] ?? '', /^ENCRYPTION_KEYS is missing\. Make one with: .*openssl/);
    assert.match(faults[2] ?? '', /^SMTP_URL is missing\. Set it to /);
    assert.match(faults[3] ?? '', /^TRUSTED_PROXIES is missing\. Name the proxy/);
    assert.match(faults[4] ?? '', /^METRICS_TOKEN is missing\. Make one with: .*openssl/);
  });

  for (const address of ['http://sso.broker.example', 'HTTP://sso.broker.example', 'ftp://a', 'sso.broker.example']) {
    test(`refuses ${address} as its address, and says so once`, () => {
      assert.deepEqual(variablesIn(faultsOf({ ...GOOD, PUBLIC_URL: address })), ['PUBLIC_URL']);
    });
  }

  const [, sandboxKey = ''] = SANDBOX_ENCRYPTION_KEYS.split(':');
  for (const [name, keys] of [
    ['alone', SANDBOX_ENCRYPTION_KEYS],
    ['behind a good one', `main:${KEY},${SANDBOX_ENCRYPTION_KEYS}`],
    ['under another id', `main:${sandboxKey}`],
    ['without padding', `main:${KEY},old:${sandboxKey.replaceAll('=', '')}`],
  ] as const) {
    test(`refuses the sandbox's encryption key ${name}`, () => {
      const faults = faultsOf({ ...GOOD, ENCRYPTION_KEYS: keys });
      assert.deepEqual(variablesIn(faults), ['ENCRYPTION_KEYS']);
      assert.match(faults[0] ?? '', /holds the example key/);
    });
  }

  for (const [name, bytes] of [
    ['of one byte', Buffer.alloc(32, 1)],
    ['of seven bytes over and over', Buffer.alloc(32, 'secrets')],
  ] as const) {
    test(`refuses a key ${name}, wherever it stands`, () => {
      const weak = bytes.toString('base64');
      for (const keys of [`main:${weak}`, `main:${KEY},old:${weak}`]) {
        const faults = faultsOf({ ...GOOD, ENCRYPTION_KEYS: keys });
        assert.deepEqual(variablesIn(faults), ['ENCRYPTION_KEYS']);
        assert.match(faults[0] ?? '', /holds a key that can be guessed\. Make one with/);
        assert.deepEqual(faultsOf({ ENCRYPTION_KEYS: keys }), [], 'the sandbox takes it');
      }
    });
  }

  test('refuses the example brokers', async () => {
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: EXAMPLE_SEED });
    assert.equal(faults.length, 1);
    assert.match(faults[0] ?? '', /brokers\.example\.json: holds sandbox examples\. Production mode takes only/);
  });

  test('refuses example secrets in a file that is not marked as sandbox, each by its place', async () => {
    const folder = makeTempFolder();
    const path = writeSeedFile(folder.path, (seed) => {
      makeOwn(seed);
      seed.brokers[0].platformPassword = 'sandbox-password-tradingtech_main';
      seed.brokers[1].platform.managerPassword = 'Sandbox-Manager-1';
      seed.brokers[1].payments.cashier.secret = 'sandbox-cashier-financialhouse_main';
      seed.brokers[2].clients[0].secret = 'sandbox-web-secret';
      seed.brokers[2].apiKeys[0].secret = 'sandbox-secret-financialhouse_main';
      seed.brokers[2].traders = [{ email: 't@example.com', password: 'Sandbox-Trader-1', platformUserId: 1 }];
      seed.staff[0].password = 'Sandbox-Admin-1';
    });
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: path });
    const places = faults.map((fault) => fault.replace(`${path}: `, '').split(' is the sandbox')[0]);
    assert.deepEqual(places, [
      'the platformPassword of tradingtech_main',
      'the platform.managerPassword of tradingtech_wl_europe',
      'the payments.cashier.secret of tradingtech_wl_europe',
      'the password of t@example.com of financialhouse_main',
      'the secret of the client web of financialhouse_main',
      'the secret of the API key Server of financialhouse_main',
      'the password of ops@broker.example',
    ]);
    assert.doesNotMatch(faults.join('\n'), /sandbox-password|sandbox-web|sandbox-secret|Sandbox-/);
  });

  test('refuses every address in it that is not https, the own machine’s too', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      makeOwn(seed);
      seed.brokers[0].platform.baseUrl = 'http://127.0.0.1:8080';
      seed.brokers[1].screens.successUrl = 'http://app.broker.example/success';
      seed.brokers[1].payments.cashier.payoutUrl = 'http://pay.broker.example/payouts';
      seed.brokers[2].payments.cashier.template = 'http://pay.broker.example/{paymentId}';
      seed.brokers[2].screens.frameOrigins = ['https://app.broker.example', 'http://localhost'];
      seed.brokers[2].clients[0].backchannelLogoutUri = 'http://app.broker.example/out';
    });
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: path });
    const remedy = 'is not an https address. Give one that begins with https://.';
    assert.deepEqual(faults, [
      `${path}: the platform.baseUrl of tradingtech_main ${remedy}`,
      `${path}: the screens.successUrl of tradingtech_wl_europe ${remedy}`,
      `${path}: the payments.cashier.payoutUrl of tradingtech_wl_europe ${remedy}`,
      `${path}: the payments.cashier.template of financialhouse_main ${remedy}`,
      `${path}: the backchannelLogoutUri of the client web of financialhouse_main ${remedy}`,
      `${path}: the screens.frameOrigins.1 of financialhouse_main ${remedy}`,
    ]);
  });

  test('row 41: refuses API keys in it that are of the sandbox, or without end', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      makeOwn(seed);
      seed.brokers[0].apiKeys[0].key = 'bk_test_canary-text-of-a-key';
      seed.brokers[1].apiKeys[0].expiresInDays = null;
    });
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: path });
    assert.deepEqual(faults, [
      `${path}: the API key Server of tradingtech_main is one of the sandbox. Give one that begins with bk_live_ or pk_live_.`,
      `${path}: the API key Server of tradingtech_wl_europe is without end. Give expiresInDays, or leave it out.`,
    ]);
  });

  test('refuses clients in it that are called in a private network', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      makeOwn(seed);
      seed.brokers[0].clients[0].backchannelLogoutUri = 'https://10.0.0.5/out';
      seed.brokers[1].clients[0].jwksUri = 'https://[fd00::1]/jwks';
    });
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: path });
    const remedy = 'leads to a private network. Give one on the public internet.';
    assert.deepEqual(faults, [
      `${path}: the backchannelLogoutUri of the client web of tradingtech_main ${remedy}`,
      `${path}: the jwksUri of the client web of tradingtech_wl_europe ${remedy}`,
    ]);
  });

  test('refuses cashiers in it that stand in a private network, whatever the spelling', async () => {
    const query = '?p={paymentId}&a={amount}&c={currency}&r={returnUrl}';
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      makeOwn(seed);
      seed.brokers[0].payments.cashier.payoutUrl = 'https://10.0.0.5/pay';
      seed.brokers[0].payments.cashier.template = `https://[fd00::1]:8443/${query}`;
      seed.brokers[1].payments.cashier.payoutUrl = 'https://2130706433/pay';
      seed.brokers[1].payments.cashier.template = `https://pay.localhost./${query}`;
      seed.brokers[2].payments.cashier.payoutUrl = 'https://LOCALHOST/pay';
    });
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: path });
    const remedy = 'leads to a private network. Give one on the public internet.';
    assert.deepEqual(faults, [
      `${path}: the payments.cashier.template of tradingtech_main ${remedy}`,
      `${path}: the payments.cashier.payoutUrl of tradingtech_main ${remedy}`,
      `${path}: the payments.cashier.template of tradingtech_wl_europe ${remedy}`,
      `${path}: the payments.cashier.payoutUrl of tradingtech_wl_europe ${remedy}`,
      `${path}: the payments.cashier.payoutUrl of financialhouse_main ${remedy}`,
    ]);
  });

  test('refuses addresses in it that are left to be filled in', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      makeOwn(seed);
      seed.brokers[0].platform.baseUrl = '{simulatorUrl}';
      seed.brokers[1].screens.successUrl = 'https://app.broker.example/{simulatorUrl}';
      seed.brokers[2].screens.frameOrigins = ['{simulatorUrl}'];
    });
    const faults = await allFaultsOf({ ...GOOD, BROKERS_FILE: path });
    const fault = 'holds a placeholder that is not filled in here; write the address itself.';
    assert.deepEqual(faults, [
      `${path}: brokers.0.platform.baseUrl ${fault}`,
      `${path}: brokers.1.screens.successUrl ${fault}`,
      `${path}: brokers.2.screens.frameOrigins.0 ${fault}`,
    ]);
  });

  test('refuses a file that calls itself an example in any way', async () => {
    const path = writeSeedFile(makeTempFolder().path, (seed) => {
      makeOwn(seed);
      seed.sandbox = 'true';
    });
    assert.match((await allFaultsOf({ ...GOOD, BROKERS_FILE: path }))[0] ?? '', /holds sandbox examples/);
  });

  test('takes a file of one’s own', async () => {
    const folder = makeTempFolder();
    assert.deepEqual(await allFaultsOf({ ...GOOD, BROKERS_FILE: writeSeedFile(folder.path, makeOwn) }), []);
  });

  test('names the faults of the settings and of the file at once', async () => {
    const faults = await allFaultsOf({ ...GOOD, METRICS_TOKEN: '', PORT: 'x', BROKERS_FILE: EXAMPLE_SEED });
    assert.deepEqual(variablesIn(faults.slice(0, 2)), ['PORT', 'METRICS_TOKEN']);
    assert.match(faults[2] ?? '', /sandbox examples/);
  });
});
