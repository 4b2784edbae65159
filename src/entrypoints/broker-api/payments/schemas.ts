import joi from 'joi';
import { pageQuery } from '../../../http/page-cursor.ts';
import { id, login, money, time, userId } from '../schemas.ts';

const kind = joi.string().valid('deposit', 'withdrawal');

const state = joi
  .string()
  .valid(
    ...['created', 'awaiting', 'authorised', 'crediting', 'credited'],
    ...['requested', 'debiting', 'debited', 'paying', 'paid', 'returning', 'returned'],
    ...['failed', 'unconfirmed'],
  );

export const paymentParams = joi.object({ paymentId: id });

export const paymentQuery = pageQuery.keys({
  kind,
  state,
  userId: userId.optional(),
  createdFrom: time.description('Of this moment and later; RFC 3339'),
  createdBefore: time.description('Of before this moment; RFC 3339'),
});

export const shownPayment = joi
  .object({
    id: joi.string().required().description('The platform’s `externalId` of the change too'),
    kind: kind.required(),
    userId: userId.required(),
    login: login.required(),
    ...money,
    state: state.required().description('What each means: docs/payments.md'),
    failure: joi.string().valid('declined', 'refused', 'unavailable', 'expired').allow(null).required(),
    cashierReference: joi.string().allow(null).required(),
    balanceHistoryId: joi.number().integer().allow(null).required().description('The platform’s number of the change'),
    createdAt: time.required(),
    updatedAt: time.required(),
  })
  .meta({ component: 'Payment' });
