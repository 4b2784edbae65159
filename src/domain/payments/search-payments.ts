import type { PaymentSearch, PaymentSearchPage } from './payment-search.ts';
import type { PaymentStore } from './payment-store.ts';

export async function searchPayments(
  store: Pick<PaymentStore, 'search'>,
  search: PaymentSearch,
): Promise<PaymentSearchPage> {
  const { brokerNames, reference, limit } = search;
  // A text that says nothing is no reference.
  const text = reference?.trim() || undefined;
  if (brokerNames?.length === 0) return { payments: [], next: null };
  const found = await store.search({ ...search, reference: text, limit: limit + 1 });
  const payments = found.slice(0, limit);
  const last = payments.at(-1);
  const hasNext = found.length > limit && last !== undefined;
  return { payments, next: hasNext ? { createdAtMs: last.createdAtMs, id: last.id } : null };
}
