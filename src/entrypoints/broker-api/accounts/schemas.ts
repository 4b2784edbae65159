import joi from 'joi';
import { login, time, userId } from '../schemas.ts';

export const accountParams = joi.object({ userId });

const environment = joi.string().valid('demo', 'live');

export const newAccount = joi
  .object({
    offerId: joi.string().max(100).required().description('Of `GET /account-offers`'),
    depositCurrency: joi.string().max(10).required().description('One of the offer’s'),
    leverageInCents: joi.number().integer().required().description('One of the offer’s; 1:100 is 10000'),
  })
  .example({ offerId: 'live-standard', depositCurrency: 'EUR', leverageInCents: 10000 });

const moneyDigits = joi.number().integer().min(0).max(12);

export const boundAccount = joi
  .object({
    environment: environment.required(),
    login: login.required(),
    depositCurrency: joi
      .string()
      .pattern(/^[A-Z]{3}$/)
      .required(),
    moneyDigits: moneyDigits.default(2).description('How many digits of the minor unit stand behind the decimal point'),
    password: joi.string().min(1).max(256).description('Of the account; the platform asks for it, and it is not kept'),
    passwordMd5: joi
      .string()
      .pattern(/^[0-9a-f]{32}$/i)
      .description('The same as its MD5 in hex, for whoever keeps no more than that'),
  })
  .xor('password', 'passwordMd5')
  .example({ environment: 'live', login: 5001234, depositCurrency: 'EUR', password: 'her-account-password' });

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
    openingBalanceMinor: joi
      .number()
      .integer()
      .required()
      .description('In the smallest unit of the deposit currency that is chosen'),
  })
  .meta({ component: 'AccountOffer' });
