import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { chooseWhiteLabel } from '../page/choose-white-label.ts';
import { deliveryPages } from './delivery-page.ts';
import { newPathOf, WEBHOOK_CRUMBS, webhookListPage } from './list-page.ts';
import { newWebhookPages } from './new-webhook-pages.ts';
import { webhookPages } from './webhook-page.ts';
import { webhookQuestions } from './webhook-questions.ts';

/** Webhooks: looked at, added, changed, tested; what was sent, and sent again. */
export function webhookPagesOf({ webhooks, whiteLabels }: AdminOperations): AdminPage[] {
  return [
    webhookListPage(webhooks),
    chooseWhiteLabel({
      path: '/admin/webhooks/new',
      asksFor: webhooks.create,
      section: 'webhooks',
      title: 'New webhook',
      lead: 'Whose events is it to hear of?',
      crumbs: WEBHOOK_CRUMBS,
      list: whiteLabels.listWhiteLabels,
      addressOf: newPathOf,
    }),
    ...newWebhookPages(webhooks, whiteLabels.getWhiteLabel),
    ...webhookPages(webhooks),
    ...webhookQuestions(webhooks),
    ...deliveryPages(webhooks),
  ];
}
