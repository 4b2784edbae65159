import { pageOf } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields } from '../schemas.ts';
import { getPayment, getPayments } from './payment-actions.ts';
import { paymentParams, paymentQuery, shownPayment } from './schemas.ts';

const fields = ['amount', 'account', 'state'];
const reading = {
  method: 'GET',
  tag: 'Payments',
  scope: 'payments:read',
  keys: 'secret',
  personalData: { kind: 'person', resource: 'payments', fields },
} as const;

export function paymentRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...reading,
      operationId: 'listPayments',
      path: '/payments',
      summary: 'Deposits and withdrawals; the newest first',
      request: { params: noFields, query: paymentQuery, body: noFields },
      response: { status: 200, schema: pageOf(shownPayment), description: 'A page of payments' },
      errors: [],
      handle: getPayments(dependencies),
    },
    {
      ...reading,
      operationId: 'getPayment',
      path: '/payments/:paymentId',
      summary: 'Get a payment',
      request: { params: paymentParams, query: noFields, body: noFields },
      response: { status: 200, schema: shownPayment, description: 'The payment' },
      errors: ['payment_unknown'],
      handle: getPayment(dependencies),
    },
  ];
}
