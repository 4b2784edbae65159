import joi from 'joi';
import { login, time, userId } from '../schemas.ts';

export const accountParams = joi.object({ userId });

const environment = joi.string().valid('demo', 'live');

export const newAccount = joi.object({
  offerId: joi.string().max(100).required().description('Of `GET /account-offers`'),
  depositCurrency: joi.string().max(10).required().description('One of the offer’s'),
  leverageInCents: joi.number().integer().required().description('One of the offer’s; 1:100 is 10000'),
});

export const shownAccount = joi
  .object({
    id: joi.string().required(),
    environment: environment.required(),
    login: login.required(),
    depositCurrency: joi.string().required(),
    moneyDigits: joi.number().integer().required(),
    linked: joi.boolean().required().description('Whether the platform shows it to the trader'),
    createdAt: time.required(),
  })
  .meta({ component: 'Account' });

export const shownOffer = joi
  .object({
    id: joi.string().required(),
    environment: environment.required(),
    accountType: joi.string().required(),
    depositCurrencies: joi.array().items(joi.string()).required(),
    leveragesInCents: joi.array().items(joi.number().integer()).required(),
    openingBalanceMinor: joi.number().integer().required(),
  })
  .meta({ component: 'AccountOffer' });
