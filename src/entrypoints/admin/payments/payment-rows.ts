import { momentOf } from '../page/form-input.ts';
import type { showEvent, showPayment, showWholePayment } from './show-payment.ts';

export type ShownPayment = ReturnType<typeof showPayment>;

/** What the operation answers. */
export type ShownWholePayment = ReturnType<typeof showWholePayment> & {
  readonly choices: readonly { readonly outcome: string; readonly state: string; readonly givesBack: boolean }[];
  readonly history: readonly ReturnType<typeof showEvent>[];
};

export function paymentPathOf(brokerName: string, paymentId: string): string {
  return `/admin/payments/${encodeURIComponent(brokerName)}/${encodeURIComponent(paymentId)}`;
}

export function nameOfKind(kind: string): string {
  return kind === 'deposit' ? 'Deposit' : 'Withdrawal';
}

/** Money that is held for a trader is told with the state. */
export function badgeOf({ state, release }: Pick<ShownPayment, 'state' | 'release'>) {
  const held = release === 'due' ? 'to be given back' : release === 'by_hand' ? 'to be given back by hand' : null;
  return held === null ? { badge: state } : { badge: state, note: held };
}

/** @param withBroker - Where the list is of many white labels. */
export function rowOfPayment(payment: ShownPayment, withBroker: boolean) {
  const { id, brokerName, kind, amount, currency, login, createdAt } = payment;
  return [
    { text: nameOfKind(kind), href: paymentPathOf(brokerName, id), note: id },
    // In one piece, however narrow the column is.
    `${amount}\u00a0${currency}`,
    { text: String(login), ...(withBroker ? { note: brokerName } : {}) },
    badgeOf(payment),
    momentOf(createdAt),
  ];
}
