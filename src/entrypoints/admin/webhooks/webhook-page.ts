import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import {
  differencesOf,
  type FaultOf,
  type FormValues,
  faultsOf,
  messageAbove,
  momentOf,
  noFaults,
  pagerOf,
  revisionOf,
} from '../page/form-input.ts';
import { dialogOf } from '../page/question-pages.ts';
import { deliveryBadge } from './delivery-page.ts';
import { statusOf, WEBHOOK_CRUMBS, webhookPathOf } from './list-page.ts';
import type { WebhookOperations } from './operations.ts';
import type { ShownDelivery, ShownWebhook } from './show-webhook.ts';
import { valuesOfWebhook, WEBHOOK_FIELDS, WEBHOOK_LABELS, webhookGroups, webhookOfForm } from './webhook-form.ts';
import { HOOK, questionsOf, type WebhookStep } from './webhook-questions.ts';

/** One webhook: what was sent to it, and what it is set to. */
export function webhookPages(operations: WebhookOperations): AdminPage[] {
  return [
    { method: 'GET', path: HOOK, access: 'staff', handle: (call) => show(operations, call, {}) },
    {
      method: 'POST',
      path: HOOK,
      access: 'staff',
      async handle(call) {
        const input = { body: webhookOfForm(call.form), revision: call.form.revision, isTyped: true };
        const attempt = await call.attempt(operations.change, input);
        if (attempt.kind === 'done') {
          const notice = attempt.reply.changed?.length === 0 ? 'nothing-changed' : 'saved';
          return call.leadTo(webhookPathOf(attempt.reply.body as ShownWebhook), notice);
        }
        const isOvertaken = attempt.error.code === 'precondition_failed';
        const error = isOvertaken ? undefined : messageAbove(attempt, WEBHOOK_FIELDS);
        const again = { values: call.form, faultOf: faultsOf(attempt), error, isOvertaken, status: attempt.status };
        return show(operations, call, again);
      },
    },
  ];
}

interface Again {
  readonly values?: FormValues;
  readonly faultOf?: FaultOf;
  readonly error?: string | undefined;
  readonly isOvertaken?: boolean;
  readonly status?: number;
}

async function show(operations: WebhookOperations, call: StaffPageCall, again: Again) {
  const reply = await call.run(operations.get);
  const webhook = reply.body as ShownWebhook;
  const { body } = await call.run(operations.listDeliveries, { query: call.query });
  const { items, nextCursor } = body as { items: ShownDelivery[]; nextCursor: string | null };
  const now = valuesOfWebhook(webhook);
  const { values = now, faultOf = noFaults, error, isOvertaken = false, status = 200 } = again;
  const canWrite = call.viewer.can('webhooks:write');
  const revision = isOvertaken || call.form.revision === undefined ? revisionOf(reply) : call.form.revision;
  return call.show({
    view: 'integrations/one',
    title: webhook.url,
    lead: `Webhook of ${webhook.brokerName}.`,
    section: 'webhooks',
    crumbs: WEBHOOK_CRUMBS,
    status,
    data: {
      facts: { title: 'The webhook', facts: factsOf(webhook) },
      dialogs: dialogsOf(call, webhook),
      table: deliveriesOf(call, webhook, items, nextCursor),
      theirs: isOvertaken ? differencesOf(now, values, WEBHOOK_LABELS) : undefined,
      form: canWrite && {
        ...{ action: webhookPathOf(webhook), submit: 'Save', revision, error },
        groups: webhookGroups(values, faultOf),
      },
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
