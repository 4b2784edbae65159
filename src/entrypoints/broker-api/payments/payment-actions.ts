import type { Payment } from '../../../domain/payments/payment.ts';
import type { PaymentFilter, PaymentPlace } from '../../../domain/payments/payment-store.ts';
import { datedPlace, datedPlaceOf, decodeCursor, toPage } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

export function getPayments({ payments }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => {
    const limit = Number(query.limit);
    const found = await payments.listPayments(broker, { ...filterOf(query), limit: limit + 1 });
    const page = toPage(found, limit, showPayment, datedPlaceOf);
    return { body: page, personIds: found.slice(0, limit).map(({ userId }) => userId) };
  };
}

export function getPayment({ payments }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => {
    const payment = await payments.getPayment(broker, String(params.paymentId));
    return { body: showPayment(payment), personIds: [payment.userId] };
  };
}

function filterOf(query: BrokerApiCall['query']): Omit<PaymentFilter, 'limit'> {
  // The schema has seen to it.
  const { kind, state, userId, createdFrom, createdBefore } = query as Partial<Record<string, string>>;
  const after = decodeCursor<PaymentPlace>(query.cursor, datedPlace);
  return {
    ...(kind === undefined ? {} : { kind: kind as Payment['kind'] }),
    ...(state === undefined ? {} : { state: state as Payment['state'] }),
    ...(userId === undefined ? {} : { userId }),
    ...(createdFrom === undefined ? {} : { createdFromMs: Date.parse(createdFrom) }),
    ...(createdBefore === undefined ? {} : { createdBeforeMs: Date.parse(createdBefore) }),
    ...(after === undefined ? {} : { after }),
  };
}

function showPayment(payment: Payment): object {
  const { id, kind, userId, login, amountMinor, moneyDigits, currency, state, failure } = payment;
  const { cashierReference, balanceHistoryId, createdAtMs, updatedAtMs } = payment;
  return {
    ...{ id, kind, userId, login, amountMinor, moneyDigits, currency, state, failure },
    ...{ cashierReference, balanceHistoryId },
    createdAt: toRfc3339(createdAtMs),
    updatedAt: toRfc3339(updatedAtMs),
  };
}
