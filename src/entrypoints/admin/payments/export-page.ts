import { csvRecord } from '../../../lib/csv.ts';
import type { StaffPage } from '../admin-page.ts';
import type { PaymentOperations } from './operations.ts';
import { operationQueryOf } from './payment-query.ts';
import type { ShownPayment } from './payment-rows.ts';

const CELLS = [
  ...['id', 'brokerName', 'kind', 'userId', 'login', 'amount', 'currency', 'state', 'failure', 'release'],
  ...['cashierReference', 'createdAt', 'updatedAt'],
] as const satisfies readonly string[];

/** What the list shows, as a file for spreadsheets; no cell of it is ever a formula. */
export function exportPage(operations: PaymentOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/payments/export',
    access: 'staff',
    async handle(call) {
      const { body } = await call.run(operations.export, { query: operationQueryOf(call.query) });
      const { items, isCut } = body as { readonly items: readonly ShownPayment[]; readonly isCut: boolean };
      const rows = items.map((payment) => csvRecord(CELLS.map((name) => cellOf(payment, name))));
      // Who adds the numbers up has to know that some are missing.
      const end = isCut ? [csvRecord(['There are more payments; choose a shorter time.'])] : [];
      return {
        kind: 'file',
        contentType: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': 'attachment; filename="payments.csv"', 'cache-control': 'no-store' },
        body: Buffer.from([csvRecord(CELLS), ...rows, ...end].join('')),
      };
    },
  };
}

function cellOf(payment: ShownPayment, name: string): string | number {
  return (payment as Readonly<Record<string, string | number | null>>)[name] ?? '';
}
