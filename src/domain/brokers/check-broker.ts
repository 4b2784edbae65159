import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from './broker.ts';

const MAX_NAME_LENGTH = 64;
const WEEK_SECONDS = 7 * 86_400;

/** Whether a value can be a `brokerName` or `brokerCrmName`: URL-unreserved characters only, and no `.` or `..`. */
export function isBrokerName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME_LENGTH && /^(?!\.{1,2}$)[A-Za-z0-9._~-]+$/.test(value);
}

/** @throws `broker_invalid`, naming the field. */
export function checkBroker(broker: Omit<Broker, 'revision' | 'platformPasswords'>): void {
  require(isBrokerName(broker.brokerName), 'brokerName');
  require(isBrokerName(broker.brokerCrmName), 'brokerCrmName');
  require(broker.hosts.every(isHost), 'hosts');
  require(isPlainUrl(broker.platform.baseUrl), 'platform.baseUrl');
  require(isPlainUrl(broker.screens.successUrl), 'screens.successUrl');
  require(broker.screens.frameOrigins.every(isOrigin), 'screens.frameOrigins');
  require(broker.screens.languages.includes(broker.screens.defaultLanguage), 'screens.defaultLanguage');
  const { oneTimeTokenTtlSeconds, accessTokenTtlSeconds, crmApiTokenTtlSeconds, inappTokenTtlSeconds } = broker.tokens;
  require(isBetween(oneTimeTokenTtlSeconds, 10, 900), 'tokens.oneTimeTokenTtlSeconds');
  require(accessTokenTtlSeconds === null || accessTokenTtlSeconds > 0, 'tokens.accessTokenTtlSeconds');
  require(crmApiTokenTtlSeconds >= WEEK_SECONDS, 'tokens.crmApiTokenTtlSeconds');
  require(inappTokenTtlSeconds > 0, 'tokens.inappTokenTtlSeconds');
  const { minDepositMinor, maxDepositMinor } = broker.payments;
  require(isBetween(minDepositMinor, 1, Number.MAX_SAFE_INTEGER), 'payments.minDepositMinor');
  require(isBetween(maxDepositMinor, minDepositMinor, Number.MAX_SAFE_INTEGER), 'payments.maxDepositMinor');
}

function require(holds: boolean, field: string): void {
  if (!holds) throw new BridgeError('broker_invalid', { field });
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isHost(host: string): boolean {
  return host.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host);
}

/**
 * An absolute web address without credentials and fragment. URLs allow `;`, `,` and `*` in a host name; in a
 * `Content-Security-Policy` those would end the directive, or stand for every host.
 */
function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  if (!/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return false;
  return url.username === '' && url.password === '' && !text.includes('#');
}

function isOrigin(text: string): boolean {
  return isPlainUrl(text) && URL.parse(text)?.origin === text;
}
