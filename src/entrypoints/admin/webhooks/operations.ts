import type { AdminDependencies } from '../admin-dependencies.ts';
import { type DeliveryOperations, deliveryOperations } from './delivery-operations.ts';
import { type WebhookSettingOperations, webhookSettingOperations } from './setting-operations.ts';

export interface WebhookOperations extends WebhookSettingOperations, DeliveryOperations {}

/** Where the broker's own systems hear of events, and what became of what was sent to them. */
export function webhookOperations(dependencies: AdminDependencies): WebhookOperations {
  return { ...webhookSettingOperations(dependencies), ...deliveryOperations(dependencies) };
}
