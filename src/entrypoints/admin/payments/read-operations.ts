import type { Payment } from '../../../domain/payments/payment.ts';
import type { PaymentSearch } from '../../../domain/payments/payment-search.ts';
import { etagOf } from '../../../http/etags.ts';
import { datedPlace, decodeCursor, encodeCursor } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall, StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { reachedNames, seenOf } from '../reached-names.ts';
import { noFields } from '../schemas.ts';
import { paymentsAsCsv } from './payments-as-csv.ts';
import { exportQuery, ofPayment, paymentPage, paymentQuery, wholePayment } from './schemas.ts';
import { PAYMENT_FIELDS, showEvent, showPayment, showWholePayment } from './show-payment.ts';

const described = { method: 'GET', tag: 'Payments' } as const;
const reading = { permission: 'payments:read', stepUp: false } as const;
const look = { kind: 'look', resource: 'payments', fields: PAYMENT_FIELDS } as const;

/** Each person of an export has an entry in the privacy log, so that one has an end. */
const MAX_EXPORTED = 5000;
const CSV = 'text/csv';
const MAX_HISTORY = 100;

export interface PaymentReading {
  readonly search: StaffOperation;
  readonly export: StaffOperation;
  readonly get: WhiteLabelOperation;
}

export function paymentReads(dependencies: AdminDependencies): PaymentReading {
  return { search: search(dependencies), export: exportAll(dependencies), get: get(dependencies) };
}

function search({ payments, brokers }: AdminDependencies): StaffOperation {
  return {
    ...described,
    operationId: 'searchPayments',
    path: '/payments',
    summary: 'Deposits and withdrawals at all white labels in your reach; the newest first',
    access: { kind: 'reach', ...reading },
    effect: { ...look, action: 'payment.search' },
    request: { params: noFields, query: paymentQuery, body: noFields },
    response: { status: 200, schema: paymentPage, description: 'A page of them' },
    errors: [],
    async handle(call) {
      const found = await payments.search({
        ...filterOf(call),
        brokerNames: reachedNames(brokers, call),
        after: decodeCursor<NonNullable<PaymentSearch['after']>>(call.query.cursor, datedPlace),
        limit: Number(call.query.limit),
      });
      const nextCursor = found.next === null ? null : encodeCursor(found.next);
      return { body: { items: found.payments.map(showPayment), nextCursor }, seen: seenOf(found.payments) };
    },
  };
}

function exportAll({ payments, brokers }: AdminDependencies): StaffOperation {
  return {
    ...described,
    operationId: 'exportPayments',
    path: '/payments/export',
    summary: 'Payments as a file for spreadsheets; the newest first',
    description: `At most ${MAX_EXPORTED}; where there are more, the last line says so, and a shorter time can be asked for.`,
    access: { kind: 'reach', ...reading },
    effect: { ...look, action: 'payment.export' },
    request: { params: noFields, query: exportQuery, body: noFields },
    response: { status: 200, schema: null, fileTypes: [CSV], description: 'A file (RFC 4180)' },
    errors: [],
    async handle(call) {
      const where = { ...filterOf(call), brokerNames: reachedNames(brokers, call), limit: MAX_EXPORTED };
      const found = await payments.search(where);
      const body = paymentsAsCsv(found.payments.map(showPayment), found.next !== null);
      return {
        file: { contentType: `${CSV}; charset=utf-8`, name: 'payments.csv', body },
        seen: seenOf(found.payments),
      };
    },
  };
}

function get({ payments, events }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'getPayment',
    path: '/white-labels/:brokerName/payments/:paymentId',
    summary: 'A payment with its history, and what there is to settle',
    access: { kind: 'white-label', ...reading },
    effect: { ...look, action: 'payment.view' },
    request: { params: ofPayment, query: noFields, body: noFields },
    response: { status: 200, schema: wholePayment, description: 'The payment; its `ETag` is for `If-Match`' },
    errors: ['payment_unknown'],
    async handle({ broker, params }) {
      const payment = await payments.getPayment(broker, String(params.paymentId));
      const told = await events.list(broker, { objectId: payment.id, limit: MAX_HISTORY });
      const choices = payments.listSettleOutcomes(broker, payment);
      return {
        body: { ...showWholePayment(payment), choices, history: told.map(showEvent).reverse() },
        etag: etagOf(payment),
        seen: seenOf([payment]),
      };
    },
  };
}

/** What is empty is not asked for. */
function filterOf({ query }: Pick<StaffCall, 'query'>): Omit<PaymentSearch, 'brokerNames' | 'limit'> {
  const textOf = (name: string) => (query[name] === undefined || query[name] === '' ? undefined : String(query[name]));
  const momentOf = (name: string) => {
    const text = textOf(name);
    return text === undefined ? undefined : Date.parse(text);
  };
  return {
    ...{ reference: textOf('q'), userId: textOf('userId') },
    // The schema has seen to it.
    ...{ kind: textOf('kind') as Payment['kind'] | undefined, state: textOf('state') as Payment['state'] | undefined },
    isByHand: textOf('release') === 'by_hand',
    ...{ createdFromMs: momentOf('createdFrom'), createdBeforeMs: momentOf('createdBefore') },
  };
}
