import type { AuditEntryContent } from '../../src/domain/audit/audit-entry.ts';
import type { ActionSettings, Branding, Broker, PaymentSettings } from '../../src/domain/brokers/broker.ts';
import type { KycCase } from '../../src/domain/kyc/kyc-case.ts';
import type { SealedKycDocument } from '../../src/domain/kyc/kyc-document.ts';
import type { Payment } from '../../src/domain/payments/payment.ts';
import type { PrivacyEntryContent } from '../../src/domain/privacy-log/privacy-entry.ts';
import type { SigningKey } from '../../src/domain/signing-keys/signing-key.ts';
import type { TradingAccount } from '../../src/domain/trading/trading-account.ts';
import type { User } from '../../src/domain/users/user.ts';

import { SAMPLE_ONBOARDING } from './sample-onboarding.ts';

export const CRM = { brokerCrmName: 'tradingtech_crm', displayName: 'TradingTech CRM' };
export const OTHER_CRM = { brokerCrmName: 'financialhouse_crm', displayName: 'Financial House CRM' };

export const SAMPLE_PAYMENTS: PaymentSettings = {
  minDepositMinor: 1000,
  maxDepositMinor: 1_000_000,
  minWithdrawalMinor: 1000,
  maxWithdrawalMinor: 1_000_000,
  cashier: { kind: 'sandbox' },
  retiredCashierSecrets: [],
};

export const NO_BRANDING: Branding = {
  logoLight: null,
  logoDark: null,
  favicon: null,
  accentLight: null,
  accentDark: null,
  legalEntity: '',
  jurisdiction: '',
  riskWarning: {},
  support: { email: null, phone: null, url: null },
};

const BUILT_IN = { kind: 'built-in' } as const;

export const ALL_BUILT_IN: ActionSettings = {
  deposit: BUILT_IN,
  withdrawal: BUILT_IN,
  kyc: BUILT_IN,
  'create-account': BUILT_IN,
  'change-password': BUILT_IN,
  'change-email': BUILT_IN,
  chat: { kind: 'off' },
  action: BUILT_IN,
};

export function sampleBroker(brokerName: string, changes: Partial<Broker> = {}): Omit<Broker, 'revision'> {
  const { revision: _notYet, ...broker } = {
    revision: 0,
    brokerName,
    brokerCrmName: CRM.brokerCrmName,
    displayName: `The broker ${brokerName} – 经纪人`,
    whiteLabelOf: null,
    enabled: true,
    hosts: [],
    platform: {
      baseUrl: 'https://platform.example',
      managerLogin: 1001,
      sealedManagerPassword: 'sealed',
      userIdPath: '/cid/oauth2/ctid/userId',
      logoutPath: '/cid/oauth2/ctid/logout',
      idempotentExternalIds: false,
      identity: 'sso' as const,
    },
    screens: {
      successUrl: 'https://app.example/success',
      defaultLanguage: 'en',
      languages: ['en', 'de'],
      frameOrigins: ['https://app.example'],
      landingUrl: null,
      embeddedPlatformUrl: null,
    },
    tokens: {
      oneTimeTokenTtlSeconds: 60,
      accessTokenTtlSeconds: null,
      crmApiTokenTtlSeconds: 604_800,
      inappTokens: true,
      inappTokenTtlSeconds: 3600,
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
    platformPasswords: [],
    ...changes,
  };
  return broker;
}

export function samplePassword(id: string, createdAtMs = 1000) {
  return { id, hash: `$argon2id$${id}`, createdAtMs, expiresAtMs: null };
}

export function sampleUser(brokerName: string, id: string, changes: Partial<User> = {}): User {
  return {
    id,
    brokerName,
    email: `${id}@example.com`,
    passwordHash: `$argon2id$${id}`,
    firstName: 'Tess',
    lastName: null,
    preferredLanguage: 'en',
    platformUserId: null,
    platformAskedAtMs: null,
    attribution: { partnerId: null, partnerReportedAtMs: null, marketing: {} },
    disabledAtMs: null,
    sessionsEndedAtMs: null,
    revision: 1,
    createdAtMs: 1_800_000_000_000,
    updatedAtMs: 1_800_000_000_000,
    ...changes,
  };
}

export function sampleAccount(user: User, id: string, changes: Partial<TradingAccount> = {}): TradingAccount {
  return {
    id,
    brokerName: user.brokerName,
    userId: user.id,
    environment: 'demo',
    login: 3_000_001,
    depositCurrency: 'EUR',
    moneyDigits: 2,
    sealedPasswordHash: 'sealed',
    ctidTraderAccountId: null,
    createdAtMs: 1_800_000_000_000,
    ...changes,
  };
}

/** One that is due. */
export function samplePayment(user: User, id: string, changes: Partial<Payment> = {}): Payment {
  return {
    id,
    kind: 'deposit',
    brokerName: user.brokerName,
    userId: user.id,
    login: 3_000_001,
    currency: 'EUR',
    moneyDigits: 2,
    amountMinor: 25_000,
    state: 'created',
    failure: null,
    cashier: 'sandbox',
    cashierReference: null,
    release: null,
    pendingCall: null,
    attempts: 0,
    balanceHistoryId: null,
    expiresAtMs: null,
    settlement: null,
    dueAtMs: 1000,
    revision: 1,
    createdAtMs: 1_800_000_000_000,
    updatedAtMs: 1_800_000_000_000,
    ...changes,
  };
}

/** One that was handed in for the first time. */
export function sampleKycCase(user: User, changes: Partial<KycCase> = {}): KycCase {
  return {
    brokerName: user.brokerName,
    userId: user.id,
    state: 'in_review',
    submission: 1,
    reason: null,
    decidedBy: null,
    submittedAtMs: 1_800_000_000_000,
    decidedAtMs: null,
    revision: 1,
    ...changes,
  };
}

export function sampleKycDocument(
  { brokerName, userId, submission }: KycCase,
  id: string,
  changes: Partial<SealedKycDocument> = {},
): SealedKycDocument {
  return {
    id,
    brokerName,
    userId,
    submission,
    kind: 'identity-front',
    contentType: 'image/jpeg',
    byteCount: 3,
    sha256: 'ab'.repeat(32),
    sealedKey: `sealed-key-of-${id}`,
    sealedContent: Buffer.from([0, 1, 255]),
    createdAtMs: 1_800_000_000_000,
    ...changes,
  };
}

export function sampleSigningKey(brokerName: string, id: string, changes: Partial<SigningKey> = {}): SigningKey {
  return {
    id,
    brokerName,
    algorithm: 'ES256',
    publicJwk: { kty: 'EC', kid: id },
    sealedPrivateJwk: `sealed-${id}`,
    createdAtMs: 1_800_000_000_000,
    signsFromMs: 1_800_000_000_000,
    retiresAtMs: null,
    ...changes,
  };
}

export function samplePrivacyContent(
  personId: string,
  changes: Partial<PrivacyEntryContent> = {},
): PrivacyEntryContent {
  return {
    atMs: 1_800_000_000_000,
    apiKeyId: 'key-1',
    principal: 'api_production-acc_01234',
    justification: 'customer_support-https://helpdesk.example/ticket/12345',
    personId,
    resource: 'users',
    operation: 'getUser',
    fields: ['email', 'firstName'],
    requestId: 'request-1',
    ...changes,
  };
}

export function sampleAuditContent(id: string, changes: Partial<AuditEntryContent> = {}): AuditEntryContent {
  return {
    brokerName: 'main',
    id,
    atMs: 1_800_000_000_000,
    actor: { kind: 'staff', id: 'member-1', email: 'kim@example.com' },
    address: '192.0.2.1',
    requestId: 'request-1',
    action: 'white-label.update',
    target: { type: 'white-label', id: 'main' },
    changes: [{ field: 'displayName', before: 'Old', after: 'New' }],
    reason: null,
    ...changes,
  };
}
