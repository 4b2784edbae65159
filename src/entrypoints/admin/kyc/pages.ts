import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { casePages } from './case-page.ts';
import { documentPage } from './document-page.ts';
import { caseListPage } from './list-page.ts';

/** Documents of traders: found, looked at, decided on. */
export function kycPages({ kyc }: AdminOperations): AdminPage[] {
  return [caseListPage(kyc), ...casePages(kyc), documentPage(kyc)];
}
