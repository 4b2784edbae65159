import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { checkBroker, isBrokerName } from '../../../src/domain/brokers/check-broker.ts';
import { ALL_BUILT_IN, NO_BRANDING, SAMPLE_PAYMENTS } from '../../contracts/sample-records.ts';

/** Lone surrogates and control characters too. */
const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

type Settings = Omit<Broker, 'revision' | 'platformPasswords'>;

const GOOD: Settings = {
  brokerName: 'acme_main',
  brokerCrmName: 'acme_crm',
  displayName: 'Acme',
  whiteLabelOf: null,
  enabled: true,
  hosts: ['sso.acme.example'],
  platform: {
    baseUrl: 'https://platform.example:5443',
    managerLogin: 1,
    sealedManagerPassword: 'sealed',
    userIdPath: '/a',
    logoutPath: '/b',
    idempotentExternalIds: false,
    identity: 'sso',
  },
  screens: {
    successUrl: 'https://app.acme.example/callback/success?x=1',
    defaultLanguage: 'en',
    languages: ['en', 'de'],
    frameOrigins: ['https://app.acme.example', 'http://localhost:3100'],
    landingUrl: null,
  },
  tokens: {
    oneTimeTokenTtlSeconds: 60,
    accessTokenTtlSeconds: null,
    crmApiTokenTtlSeconds: 604_800,
    inappTokens: true,
    inappTokenTtlSeconds: 1,
  },
  payments: SAMPLE_PAYMENTS,
  branding: NO_BRANDING,
  actions: ALL_BUILT_IN,
  firstAccount: null,
  accountOffers: [],
  agreements: [],
};

const withScreens = (change: Partial<Settings['screens']>) => ({ ...GOOD, screens: { ...GOOD.screens, ...change } });
const withTokens = (change: Partial<Settings['tokens']>) => ({ ...GOOD, tokens: { ...GOOD.tokens, ...change } });
const withPayments = (minDepositMinor: number, maxDepositMinor: number) => ({
  ...GOOD,
  payments: { ...SAMPLE_PAYMENTS, minDepositMinor, maxDepositMinor },
});
const withUrl = (baseUrl: string) => ({ ...GOOD, platform: { ...GOOD.platform, baseUrl } });

const BAD: readonly (readonly [string, readonly Settings[]])[] = [
  ['brokerName', ['', 'a b', 'a/b', 'ä', 'a\0', 'a\n', 'x'.repeat(65)].map((brokerName) => ({ ...GOOD, brokerName }))],
  ['payments.minDepositMinor', [withPayments(0, 1), withPayments(-1, 1), withPayments(1.5, 2)]],
  ['payments.maxDepositMinor', [withPayments(2, 1), withPayments(1, 1.5), withPayments(1, 2 ** 53)]],
  ['brokerCrmName', ['', 'a%20b', 'a:b'].map((brokerCrmName) => ({ ...GOOD, brokerCrmName }))],
  ['hosts', ['', 'Sso.acme.example', 'a:443', 'a/b', '-a', '*', 'a b'].map((host) => ({ ...GOOD, hosts: [host] }))],
  [
    'platform.baseUrl',
    ['', 'platform', 'ftp://a', 'https://u:p@a', 'https://a/#x', 'javascript:1', 'https://a;b'].map(withUrl),
  ],
  [
    'screens.successUrl',
    ['/callback', 'javascript:alert(1)', 'https://a#', 'data:,x', 'https://a,b/'].map((successUrl) =>
      withScreens({ successUrl }),
    ),
  ],
  [
    'screens.frameOrigins',
    [
      '*',
      'https://a/',
      'https://*.a',
      'https://a b',
      "https://a; script-src 'unsafe-inline'",
      'null',
      'https://a;script-src',
    ].map((origin) => withScreens({ frameOrigins: [origin] })),
  ],
  ['screens.defaultLanguage', [withScreens({ defaultLanguage: 'fr' }), withScreens({ languages: [] })]],
  [
    'tokens.oneTimeTokenTtlSeconds',
    [9, 901, 10.5, Number.NaN].map((oneTimeTokenTtlSeconds) => withTokens({ oneTimeTokenTtlSeconds })),
  ],
  ['tokens.accessTokenTtlSeconds', [0, -1].map((accessTokenTtlSeconds) => withTokens({ accessTokenTtlSeconds }))],
  ['tokens.crmApiTokenTtlSeconds', [withTokens({ crmApiTokenTtlSeconds: 604_799 })]],
  ['tokens.inappTokenTtlSeconds', [withTokens({ inappTokenTtlSeconds: 0 })]],
];

test('a broker whose settings are right passes', () => checkBroker(GOOD));

describe('a broker whose settings are wrong is refused, and the field is named', () => {
  for (const [field, brokers] of BAD) {
    test(field, () => {
      for (const broker of brokers) {
        assert.throws(() => checkBroker(broker), { code: 'broker_invalid', field }, JSON.stringify(broker));
      }
    });
  }
});

test('row 10: a name is one to 64 URL-unreserved characters, and survives a URL as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), (text) => {
      if (isBrokerName(text)) assert.ok(text.length <= 64 && encodeURIComponent(text) === text);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/), (name) => isBrokerName(name) || /^\.\.?$/.test(name)),
  );
  for (const value of [undefined, null, 1, true, [], ['acme'], {}, { toString: () => 'acme' }]) {
    assert.equal(isBrokerName(value), false);
  }
});

test('row 10: "." and ".." are no names, for a URL would lose them', () => {
  for (const name of ['.', '..']) assert.throws(() => checkBroker({ ...GOOD, brokerName: name }));
});
