import type { StaffPage } from '../admin-page.ts';
import { momentOf } from '../page/form-input.ts';
import { userPathOf } from '../users/shown-user.ts';
import type { PaymentOperations } from './operations.ts';
import { badgeOf, nameOfKind, paymentPathOf, type ShownWholePayment } from './payment-rows.ts';
import { whatIsUnknown } from './settle-words.ts';

/** One payment, with all that happened to it. */
export function paymentPage({ get }: PaymentOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/payments/:brokerName/:paymentId',
    access: 'staff',
    async handle(call) {
      const payment = (await call.run(get)).body as ShownWholePayment;
      const address = paymentPathOf(payment.brokerName, payment.id);
      const isOpen = payment.choices.length > 0;
      return call.show({
        view: 'payments/one',
        title: titleOf(payment),
        lead: `Of ${payment.brokerName}, account ${payment.login}.`,
        section: 'payments',
        crumbs: [{ label: 'Payments', href: '/admin/payments' }],
        actions:
          isOpen && call.viewer.can('payments:settle')
            ? [{ label: 'Settle', href: `${address}/settle`, isPrimary: true }]
            : [],
        data: {
          open: isOpen ? whatIsUnknown(payment) : undefined,
          facts: { title: 'The payment', facts: factsOf(payment) },
          process: { title: 'Where it stands', facts: processOf(payment) },
          history: historyOf(payment),
        },
      });
    },
  };
}

export function titleOf({ kind, amount, currency }: ShownWholePayment): string {
  return `${nameOfKind(kind)} of ${amount} ${currency}`;
}

function factsOf(payment: ShownWholePayment) {
  const { id, brokerName, userId, login, amount, currency, cashierReference, createdAt } = payment;
  return [
    { term: 'Amount', value: `${amount} ${currency}` },
    { term: 'Account', value: { secret: String(login) } },
    { term: 'Trader', value: { text: userId, href: userPathOf(brokerName, userId) } },
    { term: 'White label', value: brokerName },
    { term: 'Payment id', value: { secret: id }, note: 'The externalId of the change at the platform' },
    { term: 'The cashier’s reference', value: cashierReference === null ? null : { secret: cashierReference } },
    { term: 'Made', value: momentOf(createdAt) },
  ];
}

function processOf(payment: ShownWholePayment) {
  const { failure, pendingCall, attempts, balanceHistoryId, cashier, expiresAt, updatedAt, settlement } = payment;
  return [
    { term: 'State', value: badgeOf(payment) },
    ...(failure === null ? [] : [{ term: 'Why it failed', value: failure }]),
    ...(pendingCall === null ? [] : [{ term: 'Call without an answer', value: pendingCall }]),
    { term: 'Cashier', value: cashier },
    { term: 'Asked the platform', value: attempts === 1 ? 'once' : `${attempts} times` },
    { term: 'Number of the change there', value: balanceHistoryId },
    ...(expiresAt === null ? [] : [{ term: 'At the cashier until', value: momentOf(expiresAt) }]),
    { term: 'Last changed', value: momentOf(updatedAt) },
    ...(settlement === null
      ? []
      : [{ term: 'Settled as', value: settlement.outcome?.replace('_', ' '), note: settledBy(settlement) }]),
  ];
}

function settledBy({ by, reason }: NonNullable<ShownWholePayment['settlement']>): string {
  return `By ${by}: ${reason}`;
}

/** What was told as it happened, and what staff said. */
function historyOf({ history, settlement, createdAt }: ShownWholePayment) {
  const told = history.map(({ type, failure, at }) => ({
    at,
    what: (type.split('.').at(-1) ?? type).replaceAll('_', ' '),
    more: failure === null ? null : String(failure),
  }));
  const begun = told.some(({ what }) => what === 'created') ? [] : [{ at: createdAt, what: 'created', more: null }];
  const said =
    settlement === null ? [] : [{ at: settlement.at, what: 'settled by staff', more: settledBy(settlement) }];
  const all = [...begun, ...told, ...said].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    caption: 'History',
    columns: [{ label: 'What' }, { label: 'When' }, { label: 'More' }],
    rows: all.map(({ at, what, more }) => [
      { text: what.charAt(0).toUpperCase() + what.slice(1) },
      { ms: Date.parse(at), withSeconds: true },
      more,
    ]),
  };
}
