import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadSettings } from '../../src/config/load-settings.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { faultsOf, variablesIn } from './settings-faults.ts';

const ALL = {
  STAFF_OIDC_ISSUER: 'https://login.broker.example/realms/staff',
  STAFF_OIDC_CLIENT_ID: 'drawbridge',
  STAFF_OIDC_CLIENT_SECRET: 'canary-secret',
};

describe('the provider at which staff signs in', () => {
  test('is none without settings, and what all three say', () => {
    assert.equal(loadSettings({}, PROJECT_FOLDER).staffOidc, undefined);
    assert.deepEqual(loadSettings(ALL, PROJECT_FOLDER).staffOidc, {
      issuer: 'https://login.broker.example/realms/staff',
      clientId: 'drawbridge',
      clientSecret: 'canary-secret',
    });
  });

  for (const missing of Object.keys(ALL)) {
    test(`needs ${missing} beside the others`, () => {
      const faults = faultsOf({ ...ALL, [missing]: ' ' });
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', new RegExp(`^${missing} is missing beside STAFF_OIDC_[A-Z_]+\\. Set all of them`));
      assert.doesNotMatch(faults[0] ?? '', /canary|login\.broker/);
    });
  }

  test('is named for each that is missing, all at once', () => {
    assert.deepEqual(variablesIn(faultsOf({ STAFF_OIDC_CLIENT_ID: 'drawbridge' })), [
      'STAFF_OIDC_ISSUER',
      'STAFF_OIDC_CLIENT_SECRET',
    ]);
  });

  for (const [variable, value] of [
    ['STAFF_OIDC_ISSUER', 'login.broker.example'],
    ['STAFF_OIDC_ISSUER', 'ftp://login.broker.example'],
    ['STAFF_OIDC_CLIENT_ID', 'two words'],
    ['STAFF_OIDC_CLIENT_SECRET', 'short'],
    ['STAFF_OIDC_CLIENT_SECRET', 'with spaces in it'],
  ] as const) {
    test(`is refused with ${value} as ${variable}`, () => {
      assert.deepEqual(variablesIn(faultsOf({ ...ALL, [variable]: value })), [variable]);
    });
  }

  test('may be without TLS in the sandbox alone', () => {
    const environment = { ...ALL, STAFF_OIDC_ISSUER: 'http://127.0.0.1:9000' };
    assert.deepEqual(faultsOf(environment), []);
    const faults = faultsOf({ ...environment, BRIDGE_MODE: 'production' });
    assert.ok(variablesIn(faults).includes('STAFF_OIDC_ISSUER'));
    assert.match(faults.join('\n'), /STAFF_OIDC_ISSUER is not an https address\. Set it to the issuer/);
    assert.ok(!variablesIn(faultsOf({ ...ALL, BRIDGE_MODE: 'production' })).includes('STAFF_OIDC_ISSUER'));
  });
});
