import joi from 'joi';
import { EXAMPLE_USER_ID, time, tokenTtlSeconds, userId } from '../schemas.ts';

export const tokenOrder = joi
  .object({
    userId,
    purpose: joi
      .string()
      .valid('sign-in', 'in-app')
      .required()
      .description('`sign-in`: the platform redeems it by call 4.2. `in-app`: opens one of the screens'),
    keepMeLoggedIn: joi.boolean().default(false).description('Whether call 4.2 returns an access token; for `sign-in`'),
    ttlSeconds: tokenTtlSeconds,
  })
  .example({ userId: EXAMPLE_USER_ID, purpose: 'sign-in', keepMeLoggedIn: true });

export const shownToken = joi
  .object({
    token: joi.string().required().description('Works once; it is not shown again'),
    purpose: joi.string().valid('sign-in', 'in-app').required(),
    expiresAt: time.required(),
  })
  .meta({ component: 'OneTimeToken' });
