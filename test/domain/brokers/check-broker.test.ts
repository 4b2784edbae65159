import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type {
  AccountOffer,
  AgreementDocument,
  Broker,
  OnboardingSettings,
  OnboardingState,
  OpenAccountOffer,
} from '../../../src/domain/brokers/broker.ts';
import { checkBroker, isBrokerName } from '../../../src/domain/brokers/check-broker.ts';
import { SAMPLE_ONBOARDING, sampleState } from '../../contracts/sample-onboarding.ts';
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
    embeddedPlatformUrl: null,
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
  onboarding: SAMPLE_ONBOARDING,
  sessionsEndedAtMs: null,
  agreements: [],
  privacy: { allowPlaceholders: false },
};

const withScreens = (change: Partial<Settings['screens']>) => ({ ...GOOD, screens: { ...GOOD.screens, ...change } });
const withTokens = (change: Partial<Settings['tokens']>) => ({ ...GOOD, tokens: { ...GOOD.tokens, ...change } });
const withPayments = (minDepositMinor: number, maxDepositMinor: number) => ({
  ...GOOD,
  payments: { ...SAMPLE_PAYMENTS, minDepositMinor, maxDepositMinor },
});
const withUrl = (baseUrl: string) => ({ ...GOOD, platform: { ...GOOD.platform, baseUrl } });

const withWithdrawals = (minWithdrawalMinor: number, maxWithdrawalMinor: number) => ({
  ...GOOD,
  payments: { ...SAMPLE_PAYMENTS, minWithdrawalMinor, maxWithdrawalMinor },
});
const withAction = (template: string) => ({
  ...GOOD,
  actions: { ...ALL_BUILT_IN, kyc: { kind: 'external' as const, template } },
});
const withFirst = (change: Partial<AccountOffer>) => ({ ...GOOD, firstAccount: { ...FIRST, ...change } });
const withState = (index: number, change: Partial<OnboardingState>, more: Partial<OnboardingSettings> = {}) => {
  const states = SAMPLE_ONBOARDING.states.map((state, at) => (at === index ? { ...state, ...change } : state));
  return { ...GOOD, onboarding: { ...SAMPLE_ONBOARDING, states, ...more } };
};
const withStates = (...states: OnboardingState[]) => ({ ...GOOD, onboarding: { ...SAMPLE_ONBOARDING, states } });
const withOffer = (change: Partial<OpenAccountOffer>) => ({ ...GOOD, accountOffers: [OFFER, { ...OFFER, ...change }] });
const withAgreement = (change: Partial<AgreementDocument>) => ({ ...GOOD, agreements: [{ ...AGREEMENT, ...change }] });

const FIRST: AccountOffer = {
  environment: 'demo',
  groupName: 'demo_acme',
  depositCurrency: 'EUR',
  leverageInCents: 10_000,
  accountType: 'HEDGED',
  totalMarginCalculationType: 'MAX',
  accessRights: 'FULL_ACCESS',
  openingBalanceMinor: 0,
};

const OFFER: OpenAccountOffer = {
  id: 'live-1',
  environment: 'live',
  groupName: 'live_acme',
  accountType: 'NETTED',
  depositCurrencies: ['EUR', 'USD'],
  leveragesInCents: [100, 1_000_000],
  totalMarginCalculationType: 'MAX',
  accessRights: 'NO_TRADING',
  openingBalanceMinor: 0,
};

const AGREEMENT: AgreementDocument = {
  id: 'terms',
  version: '1',
  title: { en: 'Terms', de: 'Bedingungen' },
  url: 'https://acme.example/terms.pdf?v=1',
};

const SHA256 = 'ab'.repeat(32);

/** One that says all there is to say. */
const FULL: Settings = {
  ...GOOD,
  screens: { ...GOOD.screens, landingUrl: 'https://acme.example/home' },
  actions: {
    ...ALL_BUILT_IN,
    chat: { kind: 'external', template: 'https://chat.acme.example/{lang}?t={otToken}&a={accountId}&s={source}' },
    kyc: { kind: 'off' },
  },
  firstAccount: FIRST,
  accountOffers: [OFFER, { ...OFFER, id: 'live-2' }],
  agreements: [
    AGREEMENT,
    { ...AGREEMENT, id: 'privacy' },
    {
      ...{ ...AGREEMENT, version: '2', effectiveAtMs: 1_800_000_000_000 },
      url: { en: 'https://acme.example/en', de: 'https://acme.example/de' },
      documentSha256: { en: SHA256, de: SHA256 },
    },
    { id: 'privacy', version: 'end', withdraws: true },
  ],
};

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
  [
    'displayName',
    ['', ' ', 'x'.repeat(101), 'a\nb', 'a\u0000', 'a\u202eb', '\ud800'].map((name) => ({ ...GOOD, displayName: name })),
  ],
  [
    'screens.landingUrl',
    ['/home', 'javascript:1', 'https://u@a/', 'https://a/#x'].map((landingUrl) => withScreens({ landingUrl })),
  ],
  ['screens.languages', ['EN', 'eng', 'e', '', 'e"'].map((language) => withScreens({ languages: ['en', language] }))],
  ['payments.minWithdrawalMinor', [withWithdrawals(0, 1), withWithdrawals(1.5, 2)]],
  ['payments.maxWithdrawalMinor', [withWithdrawals(2, 1), withWithdrawals(1, 2 ** 53)]],
  [
    'actions.kyc.template',
    [
      '',
      '/kyc',
      'ftp://a/',
      'javascript:alert(1)',
      'https://{accountId}.a/',
      '{lang}://a/',
      'https://{otToken}@a/',
      'https://u:p@a/',
      'https://a/{password}',
      'https://a/{accountId',
      'https://a/ b',
      'https://a;b/',
      `https://a/${'x'.repeat(2000)}`,
    ].map(withAction),
  ],
  ['firstAccount.depositCurrency', ['eur', 'EURO', ''].map((depositCurrency) => withFirst({ depositCurrency }))],
  ['firstAccount.leverageInCents', [99, 1_000_001, 100.5].map((leverageInCents) => withFirst({ leverageInCents }))],
  ['firstAccount.groupName', ['', 'a\n'].map((groupName) => withFirst({ groupName }))],
  ['firstAccount.openingBalanceMinor', [-1, 0.5].map((openingBalanceMinor) => withFirst({ openingBalanceMinor }))],
  [
    'accountOffers',
    [withOffer({}), { ...GOOD, accountOffers: Array.from({ length: 51 }, (_, id) => ({ ...OFFER, id: `o${id}` })) }],
  ],
  ['accountOffers.1.id', ['', 'a b', 'a"', 'x'.repeat(65)].map((id) => withOffer({ id }))],
  [
    'accountOffers.1.depositCurrencies',
    [[], ['eur'], ['EUR', 'EUR']].map((depositCurrencies) => withOffer({ id: 'x', depositCurrencies })),
  ],
  [
    'accountOffers.1.leveragesInCents',
    [[], [99], [100, 100], [1_000_001], [Number.NaN]].map((leveragesInCents) =>
      withOffer({ id: 'x', leveragesInCents }),
    ),
  ],
  ['accountOffers.1.groupName', [withOffer({ id: 'x', groupName: '' })]],
  ['accountOffers.1.openingBalanceMinor', [withOffer({ id: 'x', openingBalanceMinor: -1 })]],
  [
    'onboarding.states',
    [
      withStates(),
      withStates(sampleState('a', { initial: true, next: ['b'] })),
      withState(0, { id: 'approved' }),
      withState(0, { initial: false }),
      withStates(...Array.from({ length: 31 }, (_, at) => sampleState(`s${at}`, { initial: true, next: ['s0'] }))),
      withStates(sampleState('a', { initial: true, next: ['b'] }), sampleState('b', { next: ['a'] })),
    ],
  ],
  ['onboarding.states.0.id', ['', 'In_review', 'a b', '1a', 'x'.repeat(65)].map((id) => withState(0, { id }))],
  ['onboarding.states.3.id', [withState(1, { next: ['approved'] })]],
  ['onboarding.states.1.name', ['', 'a\nb', 'x'.repeat(101)].map((name) => withState(1, { name }))],
  ['onboarding.states.2.initial', [withState(2, { initial: true })]],
  ['onboarding.states.1.createUser', [withState(1, { createUser: true })]],
  [
    'onboarding.states.1.next',
    [[], ['nowhere'], ['in_review'], ['approved', 'approved']].map((next) => withState(1, { next })),
  ],
  ['onboarding.states.2.next', [withState(2, { next: ['refused'] })]],
  ['onboarding.mode', [withState(2, { createUser: false }, { mode: 'direct' })]],
  ['agreements', [{ ...GOOD, agreements: [AGREEMENT, AGREEMENT] }]],
  ['agreements.0.id', ['', 'a b', '<x>'].map((id) => withAgreement({ id }))],
  ['agreements.0.version', ['', '1 2'].map((version) => withAgreement({ version }))],
  [
    'agreements.0.title',
    [{}, { de: 'Bedingungen' }, { en: '' }, { en: 'a\tb' }, { en: 'x'.repeat(201) }, { en: 'T', xxx: 'T' }].map(
      (title) => withAgreement({ title: title as AgreementDocument['title'] }),
    ),
  ],
  [
    'agreements.0.url',
    [
      ...['', 'javascript:1', 'terms.pdf', 'data:,x'],
      { en: 'https://acme.example/en' },
      { en: 'https://acme.example/en', de: 'terms.pdf' },
      { en: 'https://acme.example/en', fr: 'https://acme.example/fr' },
    ].map((url) => withAgreement({ url: url as AgreementDocument['url'] })),
  ],
  [
    'agreements.0.documentSha256',
    ['', 'AB'.repeat(32), 'ab'.repeat(31), { en: SHA256 }, { en: SHA256, de: '' }].map((documentSha256) =>
      withAgreement({ documentSha256: documentSha256 as string }),
    ),
  ],
  [
    'agreements.0.effectiveAtMs',
    [-1, 0.5, Number.NaN, 8.64e15].map((effectiveAtMs) => withAgreement({ effectiveAtMs })),
  ],
  [
    'agreements',
    [
      { ...GOOD, agreements: Array.from({ length: 21 }, (_, index) => ({ ...AGREEMENT, id: `a${index}` })) },
      { ...GOOD, agreements: Array.from({ length: 201 }, (_, index) => ({ ...AGREEMENT, version: `${index}` })) },
    ],
  ],
];

test('a broker whose settings are right passes', async () => {
  await checkBroker(GOOD);
  await checkBroker(FULL);
});

describe('a broker whose settings are wrong is refused, and the field is named', () => {
  for (const [field, brokers] of BAD) {
    test(field, async () => {
      for (const broker of brokers) {
        await assert.rejects(checkBroker(broker), { code: 'broker_invalid', field }, JSON.stringify(broker));
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

test('row 10: "." and ".." are no names, for a URL would lose them', async () => {
  for (const name of ['.', '..']) await assert.rejects(checkBroker({ ...GOOD, brokerName: name }));
});
