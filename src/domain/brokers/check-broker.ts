import { isShownText } from '../../lib/is-shown-text.ts';
import type { Broker, PaymentSettings, TokenSettings } from './broker.ts';
import { checkAccountOffers, checkFirstAccount } from './check-account-offers.ts';
import { checkActions } from './check-actions.ts';
import { checkAgreements } from './check-agreements.ts';
import { checkBranding } from './check-branding.ts';
import { checkCashier } from './check-cashier.ts';
import { checkOnboarding } from './check-onboarding.ts';
import { checkScreens } from './check-screens.ts';
import { isWebAddress } from './is-web-address.ts';
import { isBetween, requireField } from './require-field.ts';

const MAX_NAME_LENGTH = 64;
const MAX_DISPLAY_NAME_LENGTH = 100;
const WEEK_SECONDS = 7 * 86_400;

/** Whether a value can be a `brokerName` or `brokerCrmName`: URL-unreserved characters only, and no `.` or `..`. */
export function isBrokerName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME_LENGTH && /^(?!\.{1,2}$)[A-Za-z0-9._~-]+$/.test(value);
}

/** Before a white label is saved. @throws `broker_invalid`, naming the field. */
export async function checkBroker(broker: Omit<Broker, 'revision' | 'platformPasswords'>): Promise<void> {
  requireField(isBrokerName(broker.brokerName), 'brokerName');
  requireField(isBrokerName(broker.brokerCrmName), 'brokerCrmName');
  requireField(isShownText(broker.displayName, MAX_DISPLAY_NAME_LENGTH), 'displayName');
  requireField(broker.hosts.every(isHost), 'hosts');
  requireField(isWebAddress(broker.platform.baseUrl), 'platform.baseUrl');
  checkScreens(broker.screens);
  checkTokens(broker.tokens);
  checkPayments(broker.payments);
  checkActions(broker.actions);
  checkFirstAccount(broker.firstAccount);
  checkAccountOffers(broker.accountOffers);
  checkOnboarding(broker.onboarding);
  checkAgreements(broker.agreements, broker.screens.defaultLanguage);
  await checkBranding(broker.branding);
}

function checkTokens(tokens: TokenSettings): void {
  const { oneTimeTokenTtlSeconds, accessTokenTtlSeconds, crmApiTokenTtlSeconds, inappTokenTtlSeconds } = tokens;
  requireField(isBetween(oneTimeTokenTtlSeconds, 10, 900), 'tokens.oneTimeTokenTtlSeconds');
  requireField(accessTokenTtlSeconds === null || accessTokenTtlSeconds > 0, 'tokens.accessTokenTtlSeconds');
  requireField(crmApiTokenTtlSeconds >= WEEK_SECONDS, 'tokens.crmApiTokenTtlSeconds');
  requireField(inappTokenTtlSeconds > 0, 'tokens.inappTokenTtlSeconds');
}

function checkPayments(payments: PaymentSettings): void {
  const { minDepositMinor, maxDepositMinor, minWithdrawalMinor, maxWithdrawalMinor } = payments;
  requireField(isBetween(minDepositMinor, 1, Number.MAX_SAFE_INTEGER), 'payments.minDepositMinor');
  requireField(isBetween(maxDepositMinor, minDepositMinor, Number.MAX_SAFE_INTEGER), 'payments.maxDepositMinor');
  requireField(isBetween(minWithdrawalMinor, 1, Number.MAX_SAFE_INTEGER), 'payments.minWithdrawalMinor');
  requireField(
    isBetween(maxWithdrawalMinor, minWithdrawalMinor, Number.MAX_SAFE_INTEGER),
    'payments.maxWithdrawalMinor',
  );
  checkCashier(payments.cashier);
}

function isHost(host: string): boolean {
  return host.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host);
}
