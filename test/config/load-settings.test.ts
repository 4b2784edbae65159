import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { loadSettings } from '../../src/config/load-settings.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { faultsOf, variablesIn } from './settings-faults.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('settings', () => {
  test('without any, are those of the sandbox', () => {
    const settings = loadSettings({}, PROJECT_FOLDER);
    assert.equal(settings.mode, 'sandbox');
    assert.equal(settings.publicUrl, 'http://127.0.0.1:3000');
    assert.equal(settings.simulatorUrl, 'http://127.0.0.1:3100');
    assert.equal(settings.dataDir, resolve('data'));
    assert.equal(settings.brokersFile, resolve(PROJECT_FOLDER, 'config/brokers.example.json'));
    assert.equal(settings.encryptionKeys[0]?.bytes.length, 32);
    assert.deepEqual(settings.warnings, []);
  });

  test('of which every one is wrong, are named all at once, each with what it is for', () => {
    const environment = Object.fromEntries(Object.values(SETTINGS).map(({ variable }) => [variable, ' {wrong} ']));
    const faults = faultsOf({ ...environment, ENCRYPTION_KEYS: `a:${KEY},a:${KEY}` });
    const free = ['HOST', 'DATA_DIR', 'BROKERS_FILE', 'STAFF_OIDC_CLIENT_ID'];
    const expected = Object.values(SETTINGS).map(({ variable }) => variable as string);
    assert.deepEqual(variablesIn(faults), [...expected.filter((variable) => !free.includes(variable))].sort(byTable));
    for (const fault of faults) assert.match(fault, /^[A-Z_]+ (must|length) .+\. [A-Z`].+\.$/);
  });

  test('that are wrong are never repeated in the message, for they can be secrets', () => {
    const secret = 'canary-secret';
    for (const { variable } of Object.values(SETTINGS)) {
      for (const value of [
        secret,
        `${secret}:${secret}`,
        `postgres://u:${secret}@`,
        `redis://${secret}@`,
        `-${secret},`,
      ]) {
        assert.doesNotMatch(faultsOf({ [variable]: value }).join('\n'), /canary/, variable);
      }
    }
  });

  test('that are empty count as left out', () => {
    const environment = Object.fromEntries(Object.values(SETTINGS).map(({ variable }) => [variable, '  ']));
    assert.deepEqual(loadSettings(environment, PROJECT_FOLDER), loadSettings({}, PROJECT_FOLDER));
  });

  test('follow from each other: addresses from host and port', () => {
    const settings = loadSettings({ HOST: '::', PORT: '4000', SIMULATOR_PORT: '4100' }, PROJECT_FOLDER);
    assert.equal(settings.publicUrl, 'http://127.0.0.1:4000');
    assert.equal(settings.simulatorUrl, 'http://127.0.0.1:4100');
    assert.equal(loadSettings({ HOST: '::1' }, PROJECT_FOLDER).publicUrl, 'http://[::1]:3000');
    assert.equal(loadSettings({ PUBLIC_URL: 'https://a.example//' }, PROJECT_FOLDER).publicUrl, 'https://a.example');
  });

  test('write the simulator’s address as a browser does, for it stands in redirect URIs', () => {
    const urlOf = (environment: Record<string, string>) => loadSettings(environment, PROJECT_FOLDER).simulatorUrl;
    assert.equal(urlOf({ SIMULATOR_PORT: '80' }), 'http://127.0.0.1');
    assert.equal(urlOf({ HOST: '::1' }), 'http://[::1]:3100');
  });

  for (const [name, environment] of [
    ['a port above all ports', { PORT: '65536' }],
    ['port 0, at which nobody could find the bridge', { PORT: '0' }],
    ['a port with a fraction', { SIMULATOR_PORT: '3.5' }],
    ['a mode that does not exist', { BRIDGE_MODE: 'Production' }],
    ['a public URL without scheme', { PUBLIC_URL: 'sso.broker.example' }],
    ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://host/db' }],
    ['a Redis without host', { REDIS_URL: 'redis://' }],
    ['a short key', { ENCRYPTION_KEYS: `main:${Buffer.alloc(31).toString('base64')}` }],
    ['a key without id', { ENCRYPTION_KEYS: KEY }],
    ['a key list with an empty entry', { ENCRYPTION_KEYS: `main:${KEY},` }],
    ['two keys of one id', { ENCRYPTION_KEYS: `main:${KEY},main:${KEY}` }],
    ['a proxy that is no address', { TRUSTED_PROXIES: '10.0.0.1,proxy.local' }],
    ['a network that is too narrow', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['a network with two masks', { TRUSTED_PROXIES: '10.0.0.0/8/8' }],
    ['a short metrics token', { METRICS_TOKEN: 'short' }],
    ['a log level that does not exist', { LOG_LEVEL: 'verbose' }],
    ['a log format that does not exist', { LOG_FORMAT: 'xml' }],
    ['no time for a request', { REQUEST_TIMEOUT_SECONDS: '0' }],
    ['no end of waiting for a platform', { PLATFORM_TIMEOUT_SECONDS: '61' }],
  ] as const) {
    test(`refuse ${name}`, () => {
      assert.deepEqual(variablesIn(faultsOf(environment)), Object.keys(environment));
    });
  }

  for (const [name, environment] of [
    ['keys in either base64', { ENCRYPTION_KEYS: `new:${KEY},old:${Buffer.alloc(32, 255).toString('base64url')}` }],
    ['proxies of every kind', { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,2001:db8::/32 , ::1' }],
    ['a Redis with password, Sentinels and database', { REDIS_URL: 'rediss+sentinel://:p%40ss@a:1,b:2/mymaster/3' }],
    ['a PostgreSQL with parameters', { DATABASE_URL: 'postgres://u:p@h:5432/d?sslmode=require' }],
  ] as const) {
    test(`take ${name}`, () => {
      assert.deepEqual(faultsOf(environment), []);
    });
  }
});

describe('near misses', () => {
  const warningsOf = (...names: string[]) =>
    loadSettings(Object.fromEntries(names.map((name) => [name, 'x'])), PROJECT_FOLDER).warnings;

  for (const [wrong, right] of [
    ['REDISURL', 'REDIS_URL'],
    ['REDIS_URI', 'REDIS_URL'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['ENCRYPTION_KEY', 'ENCRYPTION_KEYS'],
    ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
    ['BROKER_FILE', 'BROKERS_FILE'],
    ['metrics_token', 'METRICS_TOKEN'],
    ['PORTS', 'PORT'],
  ] as const) {
    test(`${wrong} is reported as ${right}`, () => {
      assert.deepEqual(warningsOf(wrong), [`${wrong} is not a setting; did you mean ${right}?`]);
    });
  }

  test('what any machine has in its environment is no near miss', () => {
    const usual = [
      'PATH',
      'HOME',
      'HOSTNAME',
      'USER',
      'SHELL',
      'PWD',
      'LANG',
      'TERM',
      'TZ',
      'NODE_ENV',
      'LOGNAME',
      'CI',
    ];
    assert.deepEqual(warningsOf(...usual), []);
  });
});

function byTable(left: string, right: string): number {
  const order = Object.values(SETTINGS).map(({ variable }) => variable as string);
  return order.indexOf(left) - order.indexOf(right);
}
