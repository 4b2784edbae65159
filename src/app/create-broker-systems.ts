import { type ApiKeys, createApiKeys } from '../domain/api-keys/api-keys.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import type { Events } from '../domain/events/events.ts';
import { createPrivacyLog, type PrivacyLog } from '../domain/privacy-log/privacy-log.ts';
import { createWebhooks, type Webhooks } from '../domain/webhooks/webhooks.ts';
import { addressRulesOf } from './address-rules-of.ts';
import type { Backends } from './create-backends.ts';
import type { Parts } from './open-parts.ts';

/** What the broker's own systems are let in by, watched by, and told by. */
export interface BrokerSystems {
  readonly privacyLog: PrivacyLog;
  readonly apiKeys: ApiKeys;
  readonly webhooks: Webhooks;
}

interface Known {
  readonly brokers: Brokers;
  readonly events: Events;
}

export function createBrokerSystems(parts: Parts, backends: Backends, { brokers, events }: Known): BrokerSystems {
  const { storage, settings, keyRing, clock, log } = parts;
  const { expiring } = storage;
  return {
    privacyLog: createPrivacyLog({ store: storage.privacyLog, clock }),
    apiKeys: createApiKeys({
      ...{ store: storage.apiKeys, brokers, newEvent: events.newEvent, expiring, keyRing, clock, log },
      environment: settings.mode === 'production' ? 'live' : 'test',
    }),
    webhooks: createWebhooks({
      ...{ ...parts, expiring, telemetry: parts.metrics, events },
      ...{ store: storage.webhooks, deliveries: storage.webhookDeliveries, backend: backends.webhookReceivers },
      addressRules: addressRulesOf(settings),
    }),
  };
}
