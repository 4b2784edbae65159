import type {
  AccountOffer,
  AgreementDocument,
  OnboardingSettings,
  OnboardingState,
  OpenAccountOffer,
} from '../../../src/domain/brokers/broker.ts';
import { SAMPLE_ONBOARDING, sampleState } from '../../contracts/sample-onboarding.ts';
import { ALL_BUILT_IN, SAMPLE_PAYMENTS } from '../../contracts/sample-records.ts';
import { AGREEMENT, FIRST, GOOD, OFFER, type Settings, SHA256 } from './sample-settings.ts';

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

/** The field at fault, and brokers of which it is. */
export const WRONG_SETTINGS: readonly (readonly [string, readonly Settings[]])[] = [
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
