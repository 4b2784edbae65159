import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check, faultOf, PRODUCTION } from './fault-of-client.ts';

describe('row 16: a redirect URI', () => {
  const BAD = [
    ...['https://app.example', 'https://APP.example/cb', 'HTTPS://app.example/cb', 'https://app.example:443/cb'],
    ...[
      'https://app.example/cb#x',
      'https://app.example/cb#',
      'https://user@app.example/cb',
      'https://@app.example/cb',
    ],
    ...['https://u:p@app.example/cb', 'https://*.app.example/cb', 'https://app.example/*', 'https://bücher.example/cb'],
    ...[
      'https://app.example/a/../cb',
      'https://app.example/%2e%2e/cb',
      'https://app.example\\cb',
      'https:app.example/cb',
    ],
    ...['https://app.example/c b', ' https://app.example/cb', 'https://app.example/cb\n', 'https://app.exa\tmple/cb'],
    ...['https://app.example/ü', 'https://app.example/cb\u0000', 'https://a;b.example/cb', 'https://a,b.example/cb'],
    ...['http://app.example/cb', 'http://127.0.0.1.evil.example/cb', 'http://localhost.evil.example/cb'],
    ...['http://127.0.0.2/cb', 'http://2130706433/cb', 'http://[::ffff:127.0.0.1]/cb', 'http://10.0.0.1/cb'],
    ...['/cb', 'cb', '', '//app.example/cb', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'],
    ...[
      'blob:https://app.example/x',
      'ftp://app.example/cb',
      'ws://app.example/cb',
      'about:blank',
      'intent://x/#I;end',
    ],
    `https://app.example/${'a'.repeat(2000)}`,
  ];
  for (const uri of BAD) {
    for (const applicationType of ['web', 'native'] as const) {
      test(`${JSON.stringify(uri.slice(0, 60))} of a ${applicationType} app is refused`, () => {
        assert.equal(faultOf({ applicationType, redirectUris: [uri] }), 'redirectUris');
        assert.equal(faultOf({ applicationType, postLogoutRedirectUris: [uri] }), 'postLogoutRedirectUris');
      });
    }
  }

  for (const uri of ['com.example.app:/cb', 'com.example.app://cb', 'com.example.app-2:/']) {
    test(`${uri} is for a native app only`, () => {
      check({ applicationType: 'native', redirectUris: [uri] });
      assert.equal(faultOf({ redirectUris: [uri] }), 'redirectUris');
    });
  }

  for (const uri of [
    'myapp:/cb',
    'myapp://cb',
    'com.example.app:cb',
    'Com.Example.App:/cb',
    '.example:/cb',
    'a.:/cb',
  ]) {
    test(`${uri} of a native app is refused, for it is not a domain name in reverse order`, () => {
      assert.equal(faultOf({ applicationType: 'native', redirectUris: [uri] }), 'redirectUris');
    });
  }

  test('https at the loopback interface is refused of a native app', () => {
    check({ redirectUris: ['https://localhost/cb'] });
    assert.equal(faultOf({ applicationType: 'native', redirectUris: ['https://localhost/cb'] }), 'redirectUris');
  });

  test('of the simulator may be http wherever it is, in sandbox mode alone', () => {
    const redirectUris = ['http://192.168.1.5:3100/oidc/callback'];
    check({ redirectUris });
    assert.equal(faultOf({ redirectUris: ['http://192.168.1.5:3101/oidc/callback'] }), 'redirectUris');
    assert.equal(faultOf({ redirectUris, applicationType: 'native' }), 'redirectUris');
    assert.equal(faultOf({ redirectUris }, PRODUCTION), 'redirectUris');
    check({ redirectUris: ['http://127.0.0.1:8080/cb'] }, PRODUCTION);
  });
});

describe('row 47: an address that the bridge calls for a client', () => {
  const both = (address: string) =>
    [
      ['backchannelLogoutUri', { backchannelLogoutUri: address }],
      ['jwksUri', { authMethod: 'private_key_jwt', jwksUri: address }],
    ] as const;

  for (const address of ['https://app.example/x', 'https://93.184.215.14/x']) {
    test(`${address} is good in every mode`, () => {
      for (const [, given] of both(address)) {
        check(given);
        check(given, PRODUCTION);
      }
    });
  }

  for (const address of [
    ...['http://127.0.0.1:3100/x', 'http://localhost/x', 'http://[::1]/x', 'http://192.168.1.5:3100/x'],
    ...[
      'https://127.0.0.1/x',
      'https://127.0.0.2/x',
      'https://localhost/x',
      'https://a.localhost./x',
      'https://[::1]/x',
    ],
  ]) {
    test(`${address} is refused in production mode`, () => {
      for (const [field, given] of both(address)) {
        check(given);
        assert.equal(faultOf(given, PRODUCTION), field);
      }
    });
  }

  for (const address of [
    ...['http://app.example/x', 'http://10.0.0.1/x', 'ftp://app.example/x', 'https://u:p@app.example/x', 'app', ''],
    ...['https://app.example/x#y', 'https://2130706433/x', 'file:///etc/passwd', 'https://app.example/\n'],
    ...['https://10.0.0.5/x', 'https://[fd00::1]/x', 'https://169.254.169.254/latest', 'https://[::ffff:a00:1]/x'],
    ...['https://192.168.1.5/x', 'https://[fec0::1]/x', 'https://0.0.0.0/x'],
  ]) {
    test(`${JSON.stringify(address)} is refused in every mode`, () => {
      for (const [field, given] of both(address)) {
        assert.equal(faultOf(given), field);
        assert.equal(faultOf(given, PRODUCTION), field);
      }
    });
  }
});
