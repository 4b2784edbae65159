import joi from 'joi';
import { EXAMPLE_USER_ID, inappAction, language, login, time, tokenTtlSeconds, userId } from '../schemas.ts';

const look = {
  lang: language,
  theme: joi.string().valid('light', 'dark'),
  source: joi.string().valid('Web', 'Android', 'iOS', 'MacOS', 'Desktop'),
};

export const linkOrder = joi
  .object({
    userId,
    action: joi
      .alternatives(inappAction, joi.string().valid('embedded-platform'))
      .required()
      .description('A screen of the white label, or `embedded-platform`: the platform inside your own page'),
    account: login.description('The platform’s account number; needed for `deposit` and `withdrawal`'),
    ...look,
    ttlSeconds: tokenTtlSeconds,
  })
  .example({ userId: EXAMPLE_USER_ID, action: 'deposit', account: 5001234, theme: 'dark' });

export const shownLink = joi
  .object({
    url: joi.string().uri().required().description('Opens once; hand it to nobody but the trader'),
    expiresAt: time.required(),
  })
  .meta({ component: 'InAppLink' });
