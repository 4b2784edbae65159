import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { id, ofWhiteLabel, reason, time } from '../schemas.ts';

export const PAYMENT_KINDS = ['deposit', 'withdrawal'] as const;
export const PAYMENT_STATES = [
  ...['unconfirmed', 'created', 'awaiting', 'authorised', 'crediting', 'credited'],
  ...['requested', 'debiting', 'debited', 'paying', 'paid', 'returning', 'returned', 'failed'],
] as const;
const OUTCOMES = ['done', 'not_done', 'again'] as const;

export const ofPayment = ofWhiteLabel.keys({ paymentId: id });

const search = {
  q: joi.string().trim().allow('').max(200).description('The id, or what the cashier calls it; as a whole'),
  brokerName: joi.string().allow('').max(100).description('Of this white label alone'),
  kind: joi.string().valid('', ...PAYMENT_KINDS),
  state: joi
    .string()
    .valid('', ...PAYMENT_STATES)
    .description('What each means: docs/payments.md'),
  release: joi.string().valid('', 'by_hand').description('Those alone whose money staff has to give back'),
  userId: joi.string().trim().allow('').max(100).description('Of this trader alone; our id'),
  createdFrom: time.allow('').description('Made at this moment or later; RFC 3339'),
  createdBefore: time.allow('').description('Made before this moment; RFC 3339'),
};

export const paymentQuery = pageQuery.keys(search);
export const exportQuery = joi.object(search);

const settlement = joi.object({
  outcome: joi.string().required(),
  reason: joi.string().required(),
  by: joi.string().required(),
  at: time.required(),
});

const state = joi.string().valid(...PAYMENT_STATES);

const payment = {
  id: joi.string().required().description('The platform’s `externalId` of the change too'),
  brokerName: joi.string().required(),
  kind: joi
    .string()
    .valid(...PAYMENT_KINDS)
    .required(),
  userId: joi.string().required(),
  login: joi.number().integer().required().description('The platform’s account number'),
  amount: joi.string().required().description('In decimals, such as `250.00`'),
  currency: joi.string().required(),
  state: state.required(),
  failure: joi.string().valid('declined', 'refused', 'unavailable', 'expired').allow(null).required(),
  release: joi
    .string()
    .valid('due', 'done', 'by_hand')
    .allow(null)
    .required()
    .description('Whether the cashier still holds money that is the trader’s'),
  cashierReference: joi.string().allow(null).required(),
  createdAt: time.required(),
  updatedAt: time.required(),
};

export const shownPayment = joi.object(payment).meta({ component: 'StaffPayment' });
export const paymentPage = pageOf(shownPayment);

export const wholePayment = joi
  .object({
    ...payment,
    cashier: joi.string().required(),
    pendingCall: joi
      .string()
      .valid('credit', 'debit', 'payout', 'return')
      .allow(null)
      .required()
      .description('The call whose answer is awaited, or was lost'),
    attempts: joi.number().integer().required().description('How often the platform was asked to change the balance'),
    balanceHistoryId: joi.number().integer().allow(null).required().description('The platform’s number of the change'),
    expiresAt: time.allow(null).required(),
    settlement: settlement.allow(null).required().description('What staff said of it'),
    revision: joi.number().integer().required(),
    choices: joi
      .array()
      .items(
        joi.object({
          outcome: joi
            .string()
            .valid(...OUTCOMES)
            .required(),
          state: state.required().description('Where the payment would go on'),
          givesBack: joi.boolean().required().description('Whether the cashier would give the money back'),
        }),
      )
      .required()
      .description('What there is to settle; often nothing'),
    history: joi
      .array()
      .items(
        joi.object({
          id: joi.string().required(),
          type: joi.string().required(),
          state: joi.string().allow(null).required(),
          failure: joi.string().allow(null).required(),
          at: time.required(),
        }),
      )
      .required()
      .description('What the broker’s own systems were told of it; the oldest first'),
  })
  .meta({ component: 'WholePayment' });

export const settling = joi
  .object({
    outcome: joi
      .string()
      .valid(...OUTCOMES)
      .required()
      .description('`again`: it was not done, and is made again'),
    reason,
  })
  .example({ outcome: 'done', reason: 'It stands in the account’s history at the platform' });

export const settledPayment = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    state: state.required(),
    release: payment.release,
    revision: joi.number().integer().required(),
  })
  .meta({ component: 'SettledPayment' });
