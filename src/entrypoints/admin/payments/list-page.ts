import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, faultsOf, messageAbove, noFaults, pagerOf } from '../page/form-input.ts';
import { exportPage } from './export-page.ts';
import type { PaymentOperations } from './operations.ts';
import { operationQueryOf, queryOfAddress } from './payment-query.ts';
import { rowOfPayment, type ShownPayment } from './payment-rows.ts';
import { PAYMENT_KINDS, PAYMENT_STATES } from './schemas.ts';

/** Payments of all white labels in reach, and the same as a file. */
export function paymentListPages(operations: PaymentOperations): AdminPage[] {
  return [
    { method: 'GET', path: '/admin/payments', access: 'staff', handle: (call) => show(operations, call) },
    exportPage(operations),
  ];
}

interface Found {
  readonly items: readonly ShownPayment[];
  readonly nextCursor: string | null;
}

async function show({ search }: PaymentOperations, call: StaffPageCall) {
  const { cursor } = call.query;
  const query = { ...operationQueryOf(call.query), ...(cursor === undefined ? {} : { cursor }) };
  const attempt = await call.attempt(search, { query });
  const isDone = attempt.kind === 'done';
  const { items, nextCursor } = isDone ? (attempt.reply.body as Found) : { items: [], nextCursor: null };
  const isFiltered = queryOfAddress(call.query).size > 0;
  return call.show({
    view: 'payments/list',
    title: 'Payments',
    lead: 'Deposits and withdrawals of all white labels in your reach.',
    section: 'payments',
    actions: [{ label: 'Export as CSV', href: exportAddressOf(call) }],
    status: isDone ? 200 : attempt.status,
    data: {
      error: isDone ? undefined : messageAbove(attempt, ['createdFrom', 'createdBefore', 'q', 'brokerName', 'userId']),
      search: searchOf(call, isDone ? noFaults : faultsOf(attempt)),
      table: {
        ...{
          id: 'payments',
          caption: 'Payments',
          columns: COLUMNS,
          rows: items.map((payment) => rowOfPayment(payment, true)),
        },
        pager: pagerOf(call, nextCursor),
        empty: isFiltered
          ? { title: 'No payment found', text: 'Try fewer filters, or a longer time.' }
          : { title: 'No payments yet', text: 'What traders deposit and withdraw stands here.' },
      },
    },
  });
}

const RELEASES = [
  { value: '', label: 'Any' },
  { value: 'by_hand', label: 'To be given back by hand' },
];

const COLUMNS = [
  { label: 'Payment' },
  { label: 'Amount', align: 'end' },
  { label: 'Account' },
  { label: 'State' },
  { label: 'Made' },
];

function exportAddressOf(call: StaffPageCall): string {
  const query = queryOfAddress(call.query).toString();
  return query === '' ? '/admin/payments/export' : `/admin/payments/export?${query}`;
}

function searchOf({ query }: StaffPageCall, faultOf: FaultOf) {
  const optionsOf = (all: string, values: readonly string[]) => [
    { value: '', label: all },
    ...values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
  ];
  return {
    ...{
      action: '/admin/payments',
      target: 'payments',
      isOnSubmit: true,
      label: 'Find a payment',
      value: query.q ?? '',
      error: faultOf('q'),
    },
    hint: 'Its id, or the cashier’s reference',
    filters: [
      { name: 'state', label: 'State', type: 'select', value: query.state, options: optionsOf('Any', PAYMENT_STATES) },
      { name: 'kind', label: 'Kind', type: 'select', value: query.kind, options: optionsOf('Any', PAYMENT_KINDS) },
      { name: 'release', label: 'Money held', type: 'select', value: query.release, options: RELEASES },
      {
        ...{ name: 'brokerName', label: 'White label', value: query.brokerName, maxlength: 100 },
        ...{ placeholder: 'Its exact name', error: faultOf('brokerName') },
      },
      {
        ...{ name: 'userId', label: 'Trader', value: query.userId, maxlength: 100 },
        ...{ placeholder: 'Our id', isMono: true, error: faultOf('userId') },
      },
      { name: 'from', label: 'From (UTC)', type: 'date', value: query.from, error: faultOf('createdFrom') },
      {
        name: 'until',
        label: 'Until, with that day',
        type: 'date',
        value: query.until,
        error: faultOf('createdBefore'),
      },
    ],
  };
}
