import { Argument, type Command } from 'commander';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { shownPayment } from './shown-payment.ts';
import { withApp } from './with-app.ts';

const OUTCOMES = { done: 'done', 'not-done': 'not_done', again: 'again' } as const;

interface SettleOptions {
  readonly json?: boolean;
  readonly reason: string;
  readonly by: string;
}

export function registerPaymentSettle(payment: Command): void {
  payment
    .command('settle')
    .description(
      'Say what became of a call whose answer was lost, or of a payment that its cashier does not speak of; look at the account’s history, or at the cashier, first. Or say that money was given back by hand.',
    )
    .argument('<brokerName>')
    .argument('<paymentId>')
    .addArgument(
      new Argument(
        '<outcome>',
        'done: the balance was changed, or the money paid or given back; not-done: it was not; again: it was not, make the call again',
      ).choices(Object.keys(OUTCOMES)),
    )
    .requiredOption('--reason <text>', 'how you know; kept with the payment')
    .option('--by <name>', 'who says so', process.env.USER ?? 'the command line')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, paymentId: string, name: keyof typeof OUTCOMES, options: SettleOptions) => {
      const { reason, by, ...answer } = options;
      const shown = await withApp(async (app) => {
        await app.start();
        const word = { outcome: OUTCOMES[name], reason, by };
        const broker = app.brokers.get(brokerName);
        const before = shownPayment(await app.payments.getPayment(broker, paymentId));
        const after = shownPayment(await app.payments.settleUnconfirmed(broker, paymentId, word));
        const target = { type: 'payment', id: paymentId };
        await noteChange(app, { brokerName, action: 'payment.settle', target, before, after, reason });
        return after;
      });
      print(shown, answer, `${paymentId} is ${shown.state}. A running bridge goes on with it within seconds.`);
    });
}
