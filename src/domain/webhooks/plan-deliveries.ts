import { newRecordId } from '../../lib/ids.ts';
import type { FanOutPlan } from './webhook-delivery-store.ts';

/** Each event goes to every webhook of its white label that wants its type. */
export function planDeliveries(nowMs: number): FanOutPlan {
  return (events, webhooks) =>
    events.flatMap((event) =>
      webhooks
        .filter(({ brokerName }) => brokerName === event.brokerName)
        .filter(({ eventTypes }) => eventTypes === null || eventTypes.includes(event.type))
        .map(({ id }) => ({ id: newRecordId(nowMs), webhookId: id, event, createdAtMs: nowMs })),
    );
}
