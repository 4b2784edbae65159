import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../../lib/secrets.ts';

/** What the address of the cashier's page says. */
export interface CashierVisit {
  readonly payment: string;
  readonly amount: string;
  readonly currency: string;
  readonly broker: string;
  readonly account: string;
  readonly theme: string;
  readonly returnUrl: string;
  readonly signature: string;
}

export function readVisit(fields: Readonly<Record<string, unknown>>): CashierVisit {
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  return {
    payment: text('payment'),
    amount: text('amount'),
    currency: text('currency'),
    broker: text('broker'),
    account: text('account'),
    theme: text('theme'),
    returnUrl: text('return'),
    signature: text('signature'),
  };
}

/** Whether the bridge wrote it, and nobody altered what is to be paid. */
export function isGenuineVisit(secret: string, visit: CashierVisit): boolean {
  const { payment, amount, currency, returnUrl, signature } = visit;
  const signed = `${payment}\n${amount}\n${currency}\n${returnUrl}\n`;
  return equalInConstantTime(createHmac('sha256', secret).update(signed).digest('hex'), signature);
}
