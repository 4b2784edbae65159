import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { chooseWhiteLabel } from '../page/choose-white-label.ts';
import { agreementPages } from './agreement-pages.ts';
import { AGREEMENT_CRUMBS, agreementListPage, agreementsPathOf } from './list-page.ts';
import { publishPages } from './publish-pages.ts';

/** Agreements: looked at, published, withdrawn; who signed them. */
export function agreementPagesOf({ agreements, whiteLabels }: AdminOperations): AdminPage[] {
  return [
    agreementListPage(agreements),
    chooseWhiteLabel({
      path: '/admin/agreements/new',
      asksFor: agreements.publish,
      section: 'agreements',
      title: 'Publish a version',
      lead: 'For traders of which white label?',
      crumbs: AGREEMENT_CRUMBS,
      list: whiteLabels.listWhiteLabels,
      addressOf: (name) => `${agreementsPathOf(name)}/publish`,
    }),
    ...publishPages(agreements),
    ...agreementPages(agreements),
  ];
}
