import { type Command, InvalidArgumentError } from 'commander';
import type { PaymentKind, PaymentState } from '../domain/payments/payment.ts';
import { print, table } from './print.ts';
import { shownPayment } from './shown-payment.ts';
import { withApp } from './with-app.ts';

interface ListOptions {
  readonly json?: boolean;
  readonly state?: PaymentState;
  readonly kind?: PaymentKind;
  readonly limit: number;
}

export function registerPaymentList(payment: Command): void {
  payment
    .command('list')
    .description('List the payments of one broker, the newest first.')
    .argument('<brokerName>')
    .option('--state <state>', 'only those that stand there, such as unconfirmed')
    .option('--kind <kind>', 'deposit or withdrawal')
    .option('--limit <count>', 'at most so many', parseCount, 50)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, { json, ...filter }: ListOptions) => {
      const items = await withApp(async (app) => {
        await app.start();
        const payments = await app.payments.listPayments(app.brokers.get(brokerName), filter);
        return payments.map(shownPayment);
      });
      const rows = items.map(({ id, kind, state, amount, currency, login, createdAt, release }) => [
        ...[id, kind, release === null ? state : `${state}, release ${release}`],
        ...[`${amount} ${currency}`, String(login), createdAt],
      ]);
      const text = table(['PAYMENT', 'KIND', 'STATE', 'AMOUNT', 'ACCOUNT', 'CREATED'], rows);
      print({ items, nextCursor: null }, { json: json ?? false }, text);
    });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw new InvalidArgumentError('Give 1 to 1000.');
  return count;
}
