import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, faultsOf, messageAbove, noFaults, revisionOf } from '../page/form-input.ts';
import type { PaymentOperations } from './operations.ts';
import { titleOf } from './payment-page.ts';
import { paymentPathOf, type ShownWholePayment } from './payment-rows.ts';
import { consequenceOf, labelOf, whatIsUnknown } from './settle-words.ts';

const path = '/admin/payments/:brokerName/:paymentId/settle';
const MIN_REASON_LENGTH = 3;

/**
 * Asks what became of a payment and how one knows, then shows what follows and asks again. Both carry the revision that was
 * looked at, so that neither a second click nor a second member settles anything twice.
 */
export function settlePages(operations: PaymentOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      asksFor: operations.settle,
      handle: async (call) => ask(call, await find(operations, call), {}),
    },
    { method: 'POST', path, access: 'staff', handle: (call) => review(operations, call) },
    { method: 'POST', path: `${path}/confirm`, access: 'staff', handle: (call) => settle(operations, call) },
  ];
}

interface Found {
  readonly payment: ShownWholePayment;
  readonly revision: string | undefined;
}

async function find({ get }: PaymentOperations, call: StaffPageCall): Promise<Found> {
  const reply = await call.run(get);
  return { payment: reply.body as ShownWholePayment, revision: revisionOf(reply) };
}

interface Refused {
  readonly error?: string | undefined;
  readonly faultOf?: FaultOf;
  readonly status?: number;
}

function ask(call: StaffPageCall, { payment, revision }: Found, refused: Refused): RouteReply {
  const { error, faultOf = noFaults, status = 200 } = refused;
  const address = paymentPathOf(payment.brokerName, payment.id);
  const options = payment.choices.map((choice) => ({ value: choice.outcome, label: labelOf(payment, choice) }));
  const outcome = { name: 'outcome', label: 'What became of it', type: 'select', isRequired: true };
  const reason = { name: 'reason', label: 'How you know', type: 'textarea', rows: 3, maxlength: 500, isRequired: true };
  return call.show({
    view: 'payments/settle',
    title: 'Settle this payment',
    lead: `${titleOf(payment)}, account ${payment.login} of ${payment.brokerName}.`,
    section: 'payments',
    crumbs: crumbsOf(payment),
    status,
    data: {
      // What is over is not asked about; the message says so.
      unknown: payment.choices.length === 0 ? undefined : whatIsUnknown(payment),
      back: address,
      error,
      form: payment.choices.length > 0 && {
        ...{ action: `${address}/settle`, submit: 'Show what follows', cancel: address, error, revision, isFree: true },
        fields: [
          {
            ...{ ...outcome, error: faultOf('outcome'), value: call.form.outcome ?? '' },
            options: [{ value: '', label: 'Choose' }, ...options],
          },
          {
            ...{ ...reason, error: faultOf('reason'), value: call.form.reason ?? '' },
            hint: 'It is kept with the payment and in the audit log.',
          },
        ],
      },
    },
  });
}

/** The second question. What is wrong is said by the first one. */
async function review(operations: PaymentOperations, call: StaffPageCall): Promise<RouteReply> {
  const found = await find(operations, call);
  const { payment } = found;
  const { outcome = '', reason = '', revision = '' } = call.form;
  const choice = payment.choices.find((one) => one.outcome === outcome);
  const faults: Readonly<Record<string, string | undefined>> = {
    outcome: choice ? undefined : 'Choose what became of it.',
    reason: reason.trim().length < MIN_REASON_LENGTH ? 'Say how you know, in a few words.' : undefined,
  };
  if (!choice || faults.reason) {
    const over = payment.choices.length === 0 ? OVER : undefined;
    return ask(call, found, { faultOf: (field) => faults[field], status: 400, error: over });
  }
  const address = paymentPathOf(payment.brokerName, payment.id);
  return call.show({
    view: 'payments/settle-confirm',
    title: 'Is this right?',
    section: 'payments',
    crumbs: crumbsOf(payment),
    data: {
      facts: {
        facts: [
          { term: 'Payment', value: titleOf(payment) },
          { term: 'Account', value: String(payment.login), note: payment.brokerName },
          { term: 'What became of it', value: labelOf(payment, choice) },
          { term: 'How you know', value: reason.trim() },
        ],
      },
      question: {
        ...{ action: `${address}/settle/confirm`, submit: 'Yes, settle it', cancel: `${address}/settle` },
        ...{ text: consequenceOf(payment, choice), revision, hidden: { outcome, reason } },
      },
    },
  });
}

const OVER = 'There is nothing to settle of this payment any more.';

async function settle(operations: PaymentOperations, call: StaffPageCall): Promise<RouteReply> {
  const { outcome, reason, revision } = call.form;
  const attempt = await call.attempt(operations.settle, { body: { outcome, reason }, revision: revision ?? '' });
  const { brokerName = '', paymentId = '' } = call.params;
  if (attempt.kind === 'done') return call.leadTo(paymentPathOf(brokerName, paymentId), 'payment-settled');
  const isOvertaken = attempt.error.code === 'precondition_failed';
  const error = isOvertaken
    ? 'The payment has changed since you looked at it, and nothing was settled. Look at where it stands now.'
    : messageAbove(attempt, ['outcome', 'reason']);
  return ask(call, await find(operations, call), { error, faultOf: faultsOf(attempt), status: attempt.status });
}

function crumbsOf(payment: ShownWholePayment) {
  return [
    { label: 'Payments', href: '/admin/payments' },
    { label: titleOf(payment), href: paymentPathOf(payment.brokerName, payment.id) },
  ];
}
