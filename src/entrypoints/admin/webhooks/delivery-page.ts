import type { AdminPage } from '../admin-page.ts';
import { momentOf } from '../page/form-input.ts';
import { questionPages } from '../page/question-pages.ts';
import { WEBHOOK_CRUMBS, webhookPathOf } from './list-page.ts';
import type { WebhookOperations } from './operations.ts';
import type { ShownDelivery } from './show-webhook.ts';

const path = '/admin/webhooks/:brokerName/hooks/:webhookId/deliveries/:deliveryId';
const section = 'webhooks';

type Sent = ShownDelivery & {
  readonly sent: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
};

/** What became of a delivery, and what was sent: who looks at it stands in the privacy log. */
export function deliveryPages(operations: WebhookOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      async handle(call) {
        const { body } = await call.run(operations.getDelivery);
        const delivery = body as Sent;
        const { brokerName = '', webhookId = '' } = call.params;
        const webhook = webhookPathOf({ brokerName, id: webhookId });
        return call.show({
          view: 'webhooks/delivery',
          title: delivery.event.type,
          lead: `Delivery to a webhook of ${brokerName}.`,
          section,
          crumbs: [...WEBHOOK_CRUMBS, { label: 'Webhook', href: webhook }],
          data: {
            facts: { title: 'The delivery', facts: factsOf(delivery) },
            tries: triesOf(delivery),
            sent: { headers: Object.entries(delivery.sent.headers), body: indented(delivery.sent.body) },
            resend: call.viewer.can('webhooks:resend') ? `${webhook}/deliveries/${delivery.id}/resend` : null,
          },
        });
      },
    },
    ...questionPages({
      ...{ path: `${path}/resend`, section, operation: operations.resend },
      async ask({ params, run }) {
        const { brokerName = '', webhookId = '', deliveryId = '' } = params;
        await run(operations.get, { params: { brokerName, webhookId } });
        const webhook = webhookPathOf({ brokerName, id: webhookId });
        return {
          ...{ title: 'Send it again?', submit: 'Send again', cancel: `${webhook}/deliveries/${deliveryId}` },
          text: 'The same event goes out under the same id, whatever became of it before.',
          crumbs: [...WEBHOOK_CRUMBS, { label: 'Webhook', href: webhook }],
        };
      },
      done: (call) => call.leadTo(call.context.request.path.replace(/\/resend$/, ''), 'webhook-resent'),
    }),
  ];
}

export function deliveryBadge({ state, failures }: ShownDelivery) {
  if (state === 'delivered') return { badge: 'delivered' };
  if (state === 'dead') return { badge: 'failed', label: 'Given up' };
  return failures > 0 ? { badge: 'retrying' } : { badge: 'waiting' };
}

function factsOf(delivery: ShownDelivery) {
  const { event, nextTryAt, createdAt } = delivery;
  return [
    { term: 'Status', value: deliveryBadge(delivery) },
    { term: 'Event', value: { secret: event.id }, note: 'Sent as webhook-id.' },
    { term: 'About', value: { code: event.objectId } },
    { term: 'Happened', value: momentOf(event.createdAt) },
    { term: 'Made', value: momentOf(createdAt) },
    { term: 'Next try', value: momentOf(nextTryAt, 'none') },
  ];
}

function triesOf({ tries }: ShownDelivery) {
  return {
    ...{ caption: 'Tries', columns: ['When', 'Answer', 'Took'].map((label) => ({ label })) },
    rows: tries.toReversed().map(({ at, status, error, durationMs }) => [
      { ...momentOf(at), withSeconds: true },
      {
        badge: status !== null && status >= 200 && status < 300 ? 'ok' : 'failed',
        label: status === null ? String(error) : `HTTP ${status}`,
      },
      `${durationMs} ms`,
    ]),
    empty: { title: 'Not tried yet', text: 'It is sent within seconds.' },
  };
}

/** For reading; it is sent without blanks. */
function indented(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
