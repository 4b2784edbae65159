import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { paymentListPages } from './list-page.ts';
import { paymentPage } from './payment-page.ts';
import { settlePages } from './settle-pages.ts';

/** Payments: found, looked at, exported, settled. */
export function paymentPages({ payments }: AdminOperations): AdminPage[] {
  return [...paymentListPages(payments), paymentPage(payments), ...settlePages(payments)];
}
