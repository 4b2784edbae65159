import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { overlapField } from '../page/overlap-field.ts';
import { type Question, questionPages } from '../page/question-pages.ts';
import { WEBHOOK_CRUMBS, webhookPathOf } from './list-page.ts';
import { showSecret } from './new-webhook-pages.ts';
import type { WebhookOperations } from './operations.ts';
import type { ShownWebhook } from './show-webhook.ts';

export const HOOK = '/admin/webhooks/:brokerName/hooks/:webhookId';
const section = 'webhooks';

export type WebhookStep = 'ping' | 'resend-failed' | 'rotate-secret' | 'remove';

/** What can be done with a webhook, in the order in which it is offered. */
export function questionsOf(webhook: ShownWebhook): Readonly<Record<WebhookStep, Question>> {
  const cancel = webhookPathOf(webhook);
  const crumbs = [...WEBHOOK_CRUMBS, { label: webhook.url, href: cancel }];
  return {
    ping: {
      ...{ cancel, crumbs, title: 'Send a test?', submit: 'Send a test' },
      text: 'An event of the type ping, which says nothing, goes to this webhook alone.',
    },
    'resend-failed': {
      ...{ cancel, crumbs, title: 'Send failed ones again?', submit: 'Send again' },
      text: 'All deliveries of this time that were given up, or wait for another try, are sent now. Times are in UTC.',
      fields: [
        { name: 'from', label: 'From', type: 'datetime-local', isRequired: true },
        { name: 'to', label: 'To', type: 'datetime-local', isRequired: true },
      ],
    },
    'rotate-secret': {
      ...{ cancel, crumbs, title: 'Make a new secret?', submit: 'Make a new secret' },
      text: 'Until the one of now ends, what is sent carries a signature of each.',
      fields: [overlapField('The secret of now')],
      hidden: { previousSecretExpiresAt: webhook.previousSecretExpiresAt ?? '' },
    },
    remove: {
      ...{ cancel, crumbs, title: 'Remove the webhook?', submit: 'Remove' },
      text: 'Nothing is sent to it any more, also not what still waits. This cannot be taken back.',
    },
  };
}

export function webhookQuestions(operations: WebhookOperations): AdminPage[] {
  const askFor = (step: WebhookStep) => async (call: StaffPageCall) => {
    const { body } = await call.run(operations.get);
    return questionsOf(body as ShownWebhook)[step];
  };
  const back = ({ params }: StaffPageCall) =>
    webhookPathOf({ brokerName: params.brokerName ?? '', id: params.webhookId ?? '' });
  return [
    ...questionPages({
      ...{ path: `${HOOK}/ping`, section, operation: operations.ping, ask: askFor('ping') },
      done: (call) => call.leadTo(back(call), 'webhook-pinged'),
    }),
    ...questionPages({
      ...{ path: `${HOOK}/resend-failed`, section, operation: operations.resendFailed, ask: askFor('resend-failed') },
      inputOf: ({ form }) => ({ body: { from: utcOf(form.from), to: utcOf(form.to) } }),
      done: (call, { changed = [] }) =>
        call.leadTo(back(call), changed.length === 0 ? 'webhook-nothing-failed' : 'webhook-failed-resent'),
    }),
    ...questionPages({
      ...{ path: `${HOOK}/rotate-secret`, section, operation: operations.rotateSecret, ask: askFor('rotate-secret') },
      inputOf: ({ form: { overlapSeconds, previousSecretExpiresAt } }) => ({
        body: { overlapSeconds, previousSecretExpiresAt },
      }),
      done: (call, { body }) => showSecret(call, body as ShownWebhook & { secret: string }),
    }),
    ...questionPages({
      ...{ path: `${HOOK}/remove`, section, operation: operations.remove, ask: askFor('remove') },
      done: (call) => call.leadTo('/admin/webhooks', 'removed'),
    }),
  ];
}

/** Browsers leave the zone out of such a field. */
function utcOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? `${text}Z` : text;
}
