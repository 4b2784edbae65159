import joi from 'joi';
import { pageQuery } from '../../../http/page-cursor.ts';
import { language, time, userId } from '../schemas.ts';

const MAX_NAME_LENGTH = 64;
const name = joi.string().max(MAX_NAME_LENGTH).allow(null);
const email = joi.string().max(254);
const platformUserId = joi.number().integer().min(1).max(Number.MAX_SAFE_INTEGER);
const partnerId = joi.string().max(255);

export const userParams = joi.object({ userId });

export const newUser = joi
  .object({
    email: email.required(),
    password: joi.string().min(8).max(256).description('Left out, the trader sets one by the link of a letter'),
    firstName: name,
    lastName: name,
    preferredLanguage: language.description('Of letters and screens; the white label’s default when left out'),
    partnerId: partnerId.description('The partner who brought the trader (call 3.6)'),
  })
  .example({ email: 'anna@example.com', firstName: 'Anna' });

export const userChange = joi
  .object({ firstName: name, lastName: name, preferredLanguage: language })
  .min(1)
  .description('What is left out stays as it is')
  .example({ firstName: 'Anna' });

export const userQuery = pageQuery.keys({
  email: email.description('Exactly this address, in any case of letters'),
  platformUserId: platformUserId.description('The platform’s `userId`'),
});

export const shownUser = joi
  .object({
    id: joi.string().required(),
    email: joi.string().required(),
    firstName: joi.string().allow(null).required(),
    lastName: joi.string().allow(null).required(),
    preferredLanguage: joi.string().required(),
    platformUserId: joi
      .number()
      .integer()
      .allow(null)
      .required()
      .description('`null` until the platform knows the user'),
    partnerId: joi.string().allow(null).required(),
    enabled: joi.boolean().required(),
    createdAt: time.required(),
    updatedAt: time.required(),
  })
  .meta({ component: 'User' });
