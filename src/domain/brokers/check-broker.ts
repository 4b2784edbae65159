import { isShownText } from '../../lib/is-shown-text.ts';
import { faultOfWebAddress } from '../../lib/is-web-address.ts';
import type { Broker, PaymentSettings, TokenSettings } from './broker.ts';
import { checkAccountOffers, checkFirstAccount } from './check-account-offers.ts';
import { checkActions } from './check-actions.ts';
import { checkAgreements } from './check-agreements.ts';
import { checkBranding } from './check-branding.ts';
import { checkCashier } from './check-cashier.ts';
import { checkOnboarding } from './check-onboarding.ts';
import { checkScreens } from './check-screens.ts';
import { type Demand, isBetween, requireField } from './require-field.ts';

const MAX_NAME_LENGTH = 64;
const MAX_DISPLAY_NAME_LENGTH = 100;
const MAX_PATH_LENGTH = 500;
const WEEK_SECONDS = 7 * 86_400;
const NAMED = `must be 1 to ${MAX_NAME_LENGTH} letters, digits or - . _ ~`;

/** Whether a value can be a `brokerName` or `brokerCrmName`: URL-unreserved characters only, and no `.` or `..`. */
export function isBrokerName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME_LENGTH && /^(?!\.{1,2}$)[A-Za-z0-9._~-]+$/.test(value);
}

/** Before a white label is saved. @throws `broker_invalid`, naming the field, unless `demand` does another thing. */
export async function checkBroker(
  broker: Omit<Broker, 'revision' | 'platformPasswords'>,
  demand: Demand = requireField,
): Promise<void> {
  demand(isBrokerName(broker.brokerName), 'brokerName', NAMED);
  demand(isBrokerName(broker.brokerCrmName), 'brokerCrmName', NAMED);
  const isShown = isShownText(broker.displayName, MAX_DISPLAY_NAME_LENGTH);
  demand(isShown, 'displayName', `must be one line of 1 to ${MAX_DISPLAY_NAME_LENGTH} characters`);
  demand(broker.hosts.every(isHost), 'hosts', 'must be host names in small letters, such as sso.broker.example');
  const fault = faultOfWebAddress(broker.platform.baseUrl);
  demand(fault === undefined, 'platform.baseUrl', fault ?? '');
  for (const field of ['userIdPath', 'logoutPath'] as const) {
    demand(isPath(broker.platform[field]), `platform.${field}`, 'must be a path that begins with /');
  }
  checkScreens(broker.screens, demand);
  checkTokens(broker.tokens, demand);
  checkPayments(broker.payments, demand);
  checkActions(broker.actions, demand);
  checkFirstAccount(broker.firstAccount, demand);
  checkAccountOffers(broker.accountOffers, demand);
  checkOnboarding(broker.onboarding, demand);
  checkAgreements(broker.agreements, broker.screens.defaultLanguage, demand);
  await checkBranding(broker.branding, demand);
}

function checkTokens(tokens: TokenSettings, demand: Demand): void {
  const { oneTimeTokenTtlSeconds, accessTokenTtlSeconds, crmApiTokenTtlSeconds, inappTokenTtlSeconds } = tokens;
  const isShort = isBetween(oneTimeTokenTtlSeconds, 10, 900);
  demand(isShort, 'tokens.oneTimeTokenTtlSeconds', 'must be from 10 to 900 seconds');
  const isTtl = accessTokenTtlSeconds === null || accessTokenTtlSeconds > 0;
  demand(isTtl, 'tokens.accessTokenTtlSeconds', 'must be more than 0');
  demand(crmApiTokenTtlSeconds >= WEEK_SECONDS, 'tokens.crmApiTokenTtlSeconds', 'must be at least seven days');
  demand(inappTokenTtlSeconds > 0, 'tokens.inappTokenTtlSeconds', 'must be more than 0');
}

function checkPayments(payments: PaymentSettings, demand: Demand): void {
  for (const [least, most] of [
    ['minDepositMinor', 'maxDepositMinor'],
    ['minWithdrawalMinor', 'maxWithdrawalMinor'],
  ] as const) {
    demand(
      isBetween(payments[least], 1, Number.MAX_SAFE_INTEGER),
      `payments.${least}`,
      'must be a whole number, 1 or more',
    );
    const isMost = isBetween(payments[most], payments[least], Number.MAX_SAFE_INTEGER);
    demand(isMost, `payments.${most}`, 'must be a whole number, and not less than the least');
  }
  checkCashier(payments.cashier, demand);
}

/** Behind an address anything else could lead to another host, and take the manager’s token along. */
function isPath(path: string): boolean {
  return path.length <= MAX_PATH_LENGTH && /^\/[^\s#\\]*$/.test(path);
}

function isHost(host: string): boolean {
  return host.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host);
}
