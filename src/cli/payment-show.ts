import type { Command } from 'commander';
import { print } from './print.ts';
import { shownPayment } from './shown-payment.ts';
import { withApp } from './with-app.ts';

export function registerPaymentShow(payment: Command): void {
  payment
    .command('show')
    .description('Show one payment.')
    .argument('<brokerName>')
    .argument('<paymentId>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, paymentId: string, options: { json?: boolean }) => {
      const shown = await withApp(async (app) => {
        await app.start();
        return shownPayment(await app.payments.getPayment(app.brokers.get(brokerName), paymentId));
      });
      print(shown, options, JSON.stringify(shown, null, 2));
    });
}
