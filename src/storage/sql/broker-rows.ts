import type { Broker, PlatformPassword } from '../../domain/brokers/broker.ts';
import type { BrokerTable, PlatformPasswordTable } from './schema.ts';

/** A broker without what has tables of its own. */
export type BrokerSettings = Omit<Broker, 'hosts' | 'platformPasswords' | 'revision'>;

const OLDER_PAYMENTS = {
  minWithdrawalMinor: 1000,
  maxWithdrawalMinor: 1_000_000,
  cashier: { kind: 'sandbox' },
  retiredCashierSecrets: [],
} as const;

export function toBrokerRow(broker: BrokerSettings, revision: number): BrokerTable {
  return {
    broker_name: broker.brokerName,
    broker_crm_name: broker.brokerCrmName,
    display_name: broker.displayName,
    white_label_of: broker.whiteLabelOf,
    enabled: broker.enabled ? 1 : 0,
    platform_json: JSON.stringify(broker.platform),
    screens_json: JSON.stringify(broker.screens),
    tokens_json: JSON.stringify(broker.tokens),
    payments_json: JSON.stringify(broker.payments),
    first_account_json: broker.firstAccount === null ? null : JSON.stringify(broker.firstAccount),
    branding_json: JSON.stringify(broker.branding),
    actions_json: JSON.stringify(broker.actions),
    account_offers_json: JSON.stringify(broker.accountOffers),
    onboarding_json: JSON.stringify(broker.onboarding),
    agreements_json: JSON.stringify(broker.agreements),
    privacy_json: JSON.stringify(broker.privacy),
    sessions_ended_at_ms: broker.sessionsEndedAtMs,
    revision,
  };
}

export function toBroker(
  row: BrokerTable,
  hosts: readonly string[],
  platformPasswords: readonly PlatformPassword[],
): Broker {
  return {
    brokerName: row.broker_name,
    brokerCrmName: row.broker_crm_name,
    displayName: row.display_name,
    whiteLabelOf: row.white_label_of,
    enabled: row.enabled === 1,
    hosts,
    // One that was written by an older version does not say all of it.
    platform: { idempotentExternalIds: false, identity: 'sso', ...JSON.parse(row.platform_json) } as Broker['platform'],
    screens: { landingUrl: null, embeddedPlatformUrl: null, ...JSON.parse(row.screens_json) } as Broker['screens'],
    tokens: JSON.parse(row.tokens_json) as Broker['tokens'],
    payments: { ...OLDER_PAYMENTS, ...JSON.parse(row.payments_json) } as Broker['payments'],
    firstAccount:
      row.first_account_json === null ? null : (JSON.parse(row.first_account_json) as Broker['firstAccount']),
    branding: JSON.parse(row.branding_json) as Broker['branding'],
    actions: JSON.parse(row.actions_json) as Broker['actions'],
    accountOffers: JSON.parse(row.account_offers_json) as Broker['accountOffers'],
    onboarding: JSON.parse(row.onboarding_json) as Broker['onboarding'],
    agreements: JSON.parse(row.agreements_json) as Broker['agreements'],
    privacy: JSON.parse(row.privacy_json) as Broker['privacy'],
    platformPasswords,
    sessionsEndedAtMs: row.sessions_ended_at_ms,
    revision: row.revision,
  };
}

export function toPasswordRow(brokerName: string, password: PlatformPassword): PlatformPasswordTable {
  return {
    id: password.id,
    broker_name: brokerName,
    hash: password.hash,
    created_at_ms: password.createdAtMs,
    expires_at_ms: password.expiresAtMs,
  };
}

export function toPlatformPassword(row: PlatformPasswordTable): PlatformPassword {
  return { id: row.id, hash: row.hash, createdAtMs: row.created_at_ms, expiresAtMs: row.expires_at_ms };
}
