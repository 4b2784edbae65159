import type { AddressRules } from '../../lib/called-address.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { Events } from '../events/events.ts';
import type { WebhookBackend } from './webhook-backend.ts';
import type { WebhookDeliveryStore } from './webhook-delivery-store.ts';
import type { WebhookStore } from './webhook-store.ts';

/** What the context of webhooks needs from outside. */
export interface WebhooksDependencies {
  readonly store: WebhookStore;
  readonly deliveries: WebhookDeliveryStore;
  readonly backend: WebhookBackend;
  readonly events: Pick<Events, 'newEvent' | 'onNew'>;
  readonly addressRules: AddressRules;
  readonly keyRing: KeyRing;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Logger;
}
