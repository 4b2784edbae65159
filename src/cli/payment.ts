import type { Command } from 'commander';
import { registerPaymentList } from './payment-list.ts';
import { registerPaymentSettle } from './payment-settle.ts';
import { registerPaymentShow } from './payment-show.ts';

export function registerPayment(program: Command): void {
  const payment = program.command('payment').description('Look at payments, and settle unconfirmed ones.');
  registerPaymentList(payment);
  registerPaymentShow(payment);
  registerPaymentSettle(payment);
}
