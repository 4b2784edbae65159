import type { StaffPage } from '../admin-page.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import { searchInReach } from '../page/search-in-reach.ts';
import type { WebhookOperations } from './operations.ts';
import type { ShownWebhook } from './show-webhook.ts';

export const WEBHOOK_CRUMBS = [{ label: 'Webhooks', href: '/admin/webhooks' }];

/** Webhooks of all white labels in reach. */
export function webhookListPage(operations: WebhookOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/webhooks',
    access: 'staff',
    async handle(call) {
      const { q = '', brokerName = '' } = call.query;
      const { body } = await call.run(operations.list, { query: call.query });
      const { items, nextCursor } = body as { items: ShownWebhook[]; nextCursor: string | null };
      const canWrite = call.viewer.can('webhooks:write');
      const href = brokerName === '' ? '/admin/webhooks/new' : newPathOf(brokerName);
      const action = { label: 'New webhook', href, isPrimary: true };
      return call.show({
        view: 'integrations/list',
        title: 'Webhooks',
        lead: 'Where the broker’s own systems hear what happened.',
        section: 'webhooks',
        actions: canWrite ? [action] : [],
        data: {
          search: searchInReach('/admin/webhooks', { q, brokerName }, 'webhooks', 'Find by address or description'),
          table: {
            ...{ id: 'webhooks', caption: 'Webhooks', rows: items.map(rowOf), pager: pagerOf(call, nextCursor) },
            columns: ['Address', 'White label', 'Status', 'Hears of', 'Added'].map((label) => ({ label })),
            empty:
              q === '' && brokerName === ''
                ? {
                    title: 'No webhooks yet',
                    text: 'Add the first address that wants to hear of events.',
                    ...(canWrite ? { action } : {}),
                  }
                : { title: 'No webhook found', text: 'Try a part of its address, or another white label.' },
          },
        },
      });
    },
  };
}

export function newPathOf(brokerName: string): string {
  return `/admin/webhooks/${encodeURIComponent(brokerName)}/new`;
}

export function webhookPathOf({ brokerName, id }: { readonly brokerName: string; readonly id: string }): string {
  return `/admin/webhooks/${encodeURIComponent(brokerName)}/hooks/${encodeURIComponent(id)}`;
}

/** @returns What stands in the badge of a webhook. */
export function statusOf({ enabled, failingSince }: ShownWebhook) {
  if (!enabled) return { badge: 'disabled' };
  return failingSince === null ? { badge: 'ok', label: 'Delivering' } : { badge: 'failed', label: 'Failing' };
}

function rowOf(webhook: ShownWebhook) {
  const { brokerName, url, description, eventTypes, createdAt } = webhook;
  return [
    { text: url, href: webhookPathOf(webhook), note: description },
    { text: brokerName, href: `/admin/webhooks?brokerName=${encodeURIComponent(brokerName)}` },
    statusOf(webhook),
    eventTypes === null ? 'everything' : { text: eventTypes.length === 1 ? '1 type' : `${eventTypes.length} types` },
    momentOf(createdAt),
  ];
}
