import { changesBetween } from '../../../domain/audit/audit.ts';
import type { Payments } from '../../../domain/payments/payments.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { ofPayment, settledPayment, settling } from './schemas.ts';
import { showSettled, showWholePayment } from './show-payment.ts';

type StaffWord = Parameters<Payments['settleUnconfirmed']>[2];

export interface PaymentSettling {
  readonly settle: WhiteLabelOperation;
}

export function paymentSettles({ payments }: AdminDependencies): PaymentSettling {
  return {
    settle: {
      operationId: 'settlePayment',
      method: 'POST',
      path: '/white-labels/:brokerName/payments/:paymentId/settle',
      tag: 'Payments',
      summary: 'Say what became of a call whose answer was lost, or that money was given back by hand',
      description:
        'Look at the account’s history at the platform, or at the cashier, first. A payment is settled once; with `If-Match` only as it was when you looked.',
      access: { kind: 'white-label', permission: 'payments:settle', stepUp: true },
      effect: { kind: 'change', action: 'payment.settle' },
      request: { params: ofPayment, query: noFields, body: settling },
      response: { status: 200, schema: settledPayment, description: 'Where it goes on' },
      errors: ['payment_unknown', 'payment_settled', 'precondition_failed'],
      async handle({ broker, params, body, ifMatch, member }) {
        const paymentId = String(params.paymentId);
        const before = await payments.getPayment(broker, paymentId);
        // The schema has seen to it.
        const said = body as unknown as Pick<StaffWord, 'outcome' | 'reason'>;
        const word = { ...said, by: member.email, expectedRevision: expectedRevision(ifMatch) };
        const after = await payments.settleUnconfirmed(broker, paymentId, word);
        const told = ({ state, pendingCall, release, settlement }: ReturnType<typeof showWholePayment>) => ({
          ...{ state, pendingCall, release, outcome: settlement?.outcome ?? null },
        });
        const changes = changesBetween(told(showWholePayment(before)), told(showWholePayment(after)));
        return {
          body: showSettled(after),
          etag: etagOf(after),
          changed: [{ target: { type: 'payment', id: paymentId }, changes, reason: said.reason }],
        };
      },
    },
  };
}
