import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { clientPage } from './client-page.ts';
import { clientQuestions } from './client-questions.ts';
import { clientListPage } from './list-page.ts';
import { newClientPages } from './new-client-pages.ts';

/** Clients: looked at, registered, changed. */
export function oidcClientPages(_dependencies: AdminDependencies, operations: AdminOperations): AdminPage[] {
  const { oidcClients } = operations;
  return [
    clientListPage(oidcClients),
    ...newClientPages(oidcClients),
    ...clientPage(oidcClients),
    ...clientQuestions(oidcClients),
  ];
}
