import type { Brokers } from '../brokers/brokers.ts';
import type { BrokerHistoryStore } from './broker-history-store.ts';

/** What the history of white labels needs from outside. */
export interface BrokerHistoryDependencies {
  readonly store: BrokerHistoryStore;
  readonly brokers: Brokers;
}
