import joi from 'joi';
import { INAPP_ACTIONS } from '../../lib/inapp-actions.ts';

const MAX_ID_LENGTH = 100;

/** Of a path: ids are ours, and never longer. */
export const id = joi.string().max(MAX_ID_LENGTH).required();
/** In examples; ids of traders are made by the bridge. */
export const EXAMPLE_USER_ID = '01a22c0a-4400-7c1d-9b52-6f0e8d3a7b14';
export const noFields = joi.object({});
export const time = joi.string().isoDate().description('RFC 3339, in UTC');
export const userId = id.description('Our id of the user');
export const language = joi
  .string()
  .pattern(/^[a-z]{2}$/)
  .description('ISO 639-1');
/** The platform's account number. */
export const login = joi.number().integer().min(1).description('The platform’s account number');
export const tokenTtlSeconds = joi
  .number()
  .integer()
  .min(10)
  .max(900)
  .description('Life of the token in seconds; the white label’s own when left out');
export const inappAction = joi.string().valid(...INAPP_ACTIONS);

/** Amounts are whole numbers of the smallest unit: 25000 with `moneyDigits` 2 is 250.00. */
export const money = {
  amountMinor: joi.number().integer().required().description('In units of 10 to the power of minus `moneyDigits`'),
  moneyDigits: joi.number().integer().min(0).max(12).required(),
  currency: joi.string().required().description('ISO 4217'),
};
