import { csvRecord } from '../../../lib/csv.ts';
import type { showPayment } from './show-payment.ts';

type ShownPayment = ReturnType<typeof showPayment>;

const CELLS = [
  ...['id', 'brokerName', 'kind', 'userId', 'login', 'amount', 'currency', 'state', 'failure', 'release'],
  ...['cashierReference', 'createdAt', 'updatedAt'],
];

/** For spreadsheets: no cell is ever a formula. @param isCut - Whether there are more. */
export function paymentsAsCsv(payments: readonly ShownPayment[], isCut: boolean): string {
  const rows = payments.map((payment) => csvRecord(CELLS.map((name) => cellOf(payment, name))));
  // Who adds the numbers up has to know that some are missing.
  const end = isCut ? [csvRecord(['There are more payments; choose a shorter time.'])] : [];
  return [csvRecord(CELLS), ...rows, ...end].join('');
}

function cellOf(payment: ShownPayment, name: string): string | number {
  return (payment as Readonly<Record<string, string | number | null>>)[name] ?? '';
}
