import type { AccountOffer, AgreementDocument, Broker, OpenAccountOffer } from '../../../src/domain/brokers/broker.ts';
import { SAMPLE_ONBOARDING } from '../../contracts/sample-onboarding.ts';
import { ALL_BUILT_IN, NO_BRANDING, SAMPLE_PAYMENTS } from '../../contracts/sample-records.ts';

/** What of a broker is checked. */
export type Settings = Omit<Broker, 'revision' | 'platformPasswords'>;

export const GOOD: Settings = {
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

export const FIRST: AccountOffer = {
  environment: 'demo',
  groupName: 'demo_acme',
  depositCurrency: 'EUR',
  leverageInCents: 10_000,
  accountType: 'HEDGED',
  totalMarginCalculationType: 'MAX',
  accessRights: 'FULL_ACCESS',
  openingBalanceMinor: 0,
};

export const OFFER: OpenAccountOffer = {
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

export const AGREEMENT: AgreementDocument = {
  id: 'terms',
  version: '1',
  title: { en: 'Terms', de: 'Bedingungen' },
  url: 'https://acme.example/terms.pdf?v=1',
};

export const SHA256 = 'ab'.repeat(32);

/** One that says all there is to say. */
export const FULL: Settings = {
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
