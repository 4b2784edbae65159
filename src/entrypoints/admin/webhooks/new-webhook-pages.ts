import type { AdminOperation } from '../admin-operation.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, type FormValues, faultsOf, messageAbove, noFaults } from '../page/form-input.ts';
import { newPathOf, WEBHOOK_CRUMBS, webhookPathOf } from './list-page.ts';
import type { WebhookOperations } from './operations.ts';
import type { ShownWebhook } from './show-webhook.ts';
import { NEW_WEBHOOK_VALUES, WEBHOOK_FIELDS, webhookGroups, webhookOfForm } from './webhook-form.ts';

const path = '/admin/webhooks/:brokerName/new';

/** Adds a webhook; its secret is shown once. @param find - What finds the white label. */
export function newWebhookPages(operations: WebhookOperations, find: AdminOperation): AdminPage[] {
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      asksFor: operations.create,
      async handle(call) {
        await call.run(find);
        return showForm(call, NEW_WEBHOOK_VALUES, noFaults);
      },
    },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const attempt = await call.attempt(operations.create, { body: webhookOfForm(call.form), isTyped: true });
        if (attempt.kind === 'done') return showSecret(call, attempt.reply.body as ShownWebhook & { secret: string });
        return showForm(call, call.form, faultsOf(attempt), messageAbove(attempt, WEBHOOK_FIELDS), attempt.status);
      },
    },
  ];
}

function showForm(call: StaffPageCall, values: FormValues, faultOf: FaultOf, error?: string, status = 200) {
  const { brokerName = '' } = call.params;
  const form = { action: newPathOf(brokerName), submit: 'Add the webhook', cancel: '/admin/webhooks', error };
  return call.show({
    view: 'integrations/form',
    title: 'New webhook',
    lead: `Hears what happens at ${brokerName}.`,
    section: 'webhooks',
    crumbs: WEBHOOK_CRUMBS,
    status,
    data: { form: { ...form, groups: webhookGroups(values, faultOf) } },
  });
}

export function showSecret(call: StaffPageCall, webhook: ShownWebhook & { readonly secret: string }) {
  return call.show({
    view: 'integrations/secret',
    title: webhook.url,
    section: 'webhooks',
    crumbs: WEBHOOK_CRUMBS,
    data: {
      secret: {
        title: 'Store the secret',
        text: 'The receiver checks signatures with it (Standard Webhooks). It is shown this once, and cannot be looked up again.',
        secrets: [{ label: 'Secret', value: webhook.secret }],
        next: webhookPathOf(webhook),
      },
    },
  });
}
