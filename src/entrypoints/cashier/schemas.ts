import joi from 'joi';

const MAX_LENGTH = 200;
const text = joi.string().max(MAX_LENGTH);

export const anyFields = joi.object({}).unknown(true);

export const callbackBody = joi.object({
  paymentId: text.required(),
  outcome: joi.string().valid('authorised', 'declined').required(),
  amount: text.required(),
  currency: text.required(),
  reference: text
    .pattern(/^\P{Cc}*$/u)
    .allow('')
    .default(''),
});

export const paymentAnswer = joi.object({
  id: joi.string().required(),
  state: joi.string().required(),
  failure: joi.string().allow(null).required(),
  amount: joi.string().required(),
  currency: joi.string().required(),
});
