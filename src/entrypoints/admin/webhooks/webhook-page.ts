import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import { dialogOf } from '../page/question-pages.ts';
import { type FormState, settingsForm, settingsPages } from '../page/settings-pages.ts';
import { deliveryBadge } from './delivery-page.ts';
import { statusOf, WEBHOOK_CRUMBS, webhookPathOf } from './list-page.ts';
import type { WebhookOperations } from './operations.ts';
import type { ShownDelivery, ShownWebhook } from './show-webhook.ts';
import { valuesOfWebhook, WEBHOOK_FIELDS, WEBHOOK_LABELS, webhookGroups, webhookOfForm } from './webhook-form.ts';
import { HOOK, questionsOf, type WebhookStep } from './webhook-questions.ts';

/** One webhook: what was sent to it, and what it is set to. */
export function webhookPages(operations: WebhookOperations): AdminPage[] {
  return settingsPages({
    ...{ path: HOOK, change: operations.change, fields: WEBHOOK_FIELDS },
    inputOf: (call) => ({ body: webhookOfForm(call.form) }),
    addressOf: ({ params }) => webhookPathOf({ brokerName: params.brokerName ?? '', id: params.webhookId ?? '' }),
    show: (call, state) => show(operations, call, state),
  });
}

async function show(operations: WebhookOperations, call: StaffPageCall, state: FormState) {
  const reply = await call.run(operations.get);
  const webhook = reply.body as ShownWebhook;
  const { body } = await call.run(operations.listDeliveries, { query: call.query });
  const { items, nextCursor } = body as { items: ShownDelivery[]; nextCursor: string | null };
  return call.show({
    view: 'integrations/one',
    title: webhook.url,
    lead: `Webhook of ${webhook.brokerName}.`,
    section: 'webhooks',
    crumbs: WEBHOOK_CRUMBS,
    status: state.status,
    data: {
      facts: { title: 'The webhook', facts: factsOf(webhook) },
      dialogs: dialogsOf(call, webhook),
      table: deliveriesOf(call, webhook, items, nextCursor),
      ...settingsForm(call, state, {
        ...{ reply, kept: valuesOfWebhook(webhook), labels: WEBHOOK_LABELS },
        ...{ action: webhookPathOf(webhook), groupsOf: webhookGroups },
        mayChange: call.viewer.can('webhooks:write'),
      }),
    },
  });
}

function factsOf(webhook: ShownWebhook) {
  const { description, eventTypes, failingSince, previousSecretExpiresAt, createdAt } = webhook;
  return [
    { term: 'Status', value: statusOf(webhook) },
    ...(failingSince === null ? [] : [{ term: 'Failing since', value: momentOf(failingSince) }]),
    { term: 'Description', value: description },
    { term: 'Hears of', value: eventTypes === null ? 'everything' : eventTypes.join(', ') },
    ...(previousSecretExpiresAt === null
      ? []
      : [{ term: 'The secret before ends', value: momentOf(previousSecretExpiresAt) }]),
    { term: 'Added', value: momentOf(createdAt) },
  ];
}

function deliveriesOf(
  call: StaffPageCall,
  webhook: ShownWebhook,
  items: readonly ShownDelivery[],
  nextCursor: string | null,
) {
  const rows = items.map((delivery) => [
    {
      text: delivery.event.type,
      href: `${webhookPathOf(webhook)}/deliveries/${delivery.id}`,
      note: delivery.event.objectId,
    },
    deliveryBadge(delivery),
    delivery.tries.length,
    momentOf(delivery.tries.at(-1)?.at ?? null),
    momentOf(delivery.nextTryAt, '–'),
  ]);
  return {
    ...{ id: 'deliveries', caption: 'Deliveries of the last 30 days', rows, pager: pagerOf(call, nextCursor) },
    columns: ['Event', 'Status', 'Tries', 'Last try', 'Next try'].map((label) => ({ label })),
    empty: {
      title: 'Nothing was sent yet',
      text: 'The first delivery follows the next event. A test shows whether it arrives.',
    },
  };
}

const OPENERS: Readonly<Record<WebhookStep, string>> = {
  ping: 'Send a test',
  'resend-failed': 'Send failed ones again',
  'rotate-secret': 'New secret',
  remove: 'Remove',
};

function dialogsOf({ viewer }: StaffPageCall, webhook: ShownWebhook) {
  const questions = questionsOf(webhook);
  const steps: WebhookStep[] = [
    ...(viewer.can('webhooks:resend')
      ? [...(webhook.enabled ? (['ping'] as const) : []), 'resend-failed' as const]
      : []),
    ...(viewer.can('webhooks:write') ? (['rotate-secret', 'remove'] as const) : []),
  ];
  return steps.map((step) => ({
    ...dialogOf(step, `${webhookPathOf(webhook)}/${step}`, OPENERS[step], questions[step]),
    isQuiet: step !== 'remove',
  }));
}
