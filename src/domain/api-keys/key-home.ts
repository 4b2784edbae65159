import type { Broker } from '../brokers/broker.ts';
import type { ApiKeyHome } from './api-key.ts';

/** The home of a key in one word; no name of a broker or a CRM holds a colon. */
export function nameOfHome(home: ApiKeyHome): string {
  return home.kind === 'broker' ? `broker:${home.brokerName}` : `crm:${home.brokerCrmName}`;
}

/**
 * Where what expires of a key is kept: with its white label, or in a place of the CRM's that cannot be a white label's.
 *
 * @see `ExpiringStore`
 */
export function partitionOf(home: ApiKeyHome): string {
  return home.kind === 'broker' ? home.brokerName : nameOfHome(home);
}

/** The home in a log line. */
export function loggedHome(home: ApiKeyHome): { broker: string } | { crm: string } {
  return home.kind === 'broker' ? { broker: home.brokerName } : { crm: home.brokerCrmName };
}

export function isHomeOf(home: ApiKeyHome, broker: Pick<Broker, 'brokerName' | 'brokerCrmName'>): boolean {
  return home.kind === 'broker' ? home.brokerName === broker.brokerName : home.brokerCrmName === broker.brokerCrmName;
}
