import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { chooseWhiteLabel } from '../page/choose-white-label.ts';
import { clientPage } from './client-page.ts';
import { clientQuestions } from './client-questions.ts';
import { CLIENT_CRUMBS, clientListPage, newPathOf } from './list-page.ts';
import { newClientPages } from './new-client-pages.ts';

/** Clients: looked at, registered, changed. */
export function oidcClientPages({ oidcClients, whiteLabels }: AdminOperations): AdminPage[] {
  return [
    clientListPage(oidcClients),
    chooseWhiteLabel({
      path: '/admin/oidc-clients/new',
      asksFor: oidcClients.register,
      section: 'oidc-clients',
      title: 'Register a client',
      lead: 'At which white label? Each has an issuer of its own.',
      crumbs: CLIENT_CRUMBS,
      list: whiteLabels.listWhiteLabels,
      addressOf: newPathOf,
    }),
    ...newClientPages(oidcClients),
    ...clientPage(oidcClients),
    ...clientQuestions(oidcClients),
  ];
}
