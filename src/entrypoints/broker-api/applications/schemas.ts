import joi from 'joi';
import { pageQuery } from '../../../http/page-cursor.ts';
import { id, language, time } from '../schemas.ts';

const MAX_NAME_LENGTH = 64;
const MAX_REASON_LENGTH = 500;
const name = joi.string().max(MAX_NAME_LENGTH).allow(null);
const email = joi.string().max(254);
const state = joi
  .string()
  .pattern(/^[a-z][a-z0-9_]{0,63}$/)
  .description('A state of the workflow');
const data = joi.object().unknown(true);

export const applicationParams = joi.object({ applicationId: id.description('Our id of the application') });

export const newApplication = joi
  .object({
    email: email.required(),
    firstName: name,
    lastName: name,
    preferredLanguage: language.description('Of letters and screens; the white label’s default when left out'),
    partnerId: joi.string().max(255).description('The partner who brought the applicant'),
    data: data.description('Whatever else you want to know; 8 KiB of JSON at the most'),
    state: state.description('Where it begins; the first initial state of the workflow when left out'),
  })
  .example({ email: 'anna@example.com', firstName: 'Anna', preferredLanguage: 'en', data: { country: 'CY' } });

export const applicationQuery = pageQuery.keys({
  state,
  email: email.description('Exactly this address, in any case of letters'),
});

export const newTransition = joi
  .object({
    to: state.required(),
    reason: joi.string().max(MAX_REASON_LENGTH).description('One line; kept with the step'),
  })
  .example({ to: 'in_review', reason: 'Everything is there' });

const step = joi.object({
  from: joi.string().allow(null).required(),
  to: joi.string().required(),
  reason: joi.string().allow(null).required(),
  apiKeyId: joi.string().required().description('Of the key with which it was done'),
  at: time.required(),
});

export const shownApplication = joi
  .object({
    id: joi.string().required(),
    email: joi.string().required(),
    firstName: joi.string().allow(null).required(),
    lastName: joi.string().allow(null).required(),
    preferredLanguage: joi.string().required(),
    partnerId: joi.string().allow(null).required(),
    data: data.required(),
    state: joi.string().required(),
    userId: joi.string().allow(null).required().description('Of the trader whom the applicant became'),
    history: joi.array().items(step).required().description('The oldest first'),
    createdAt: time.required(),
    updatedAt: time.required(),
  })
  .meta({ component: 'Application' });

const shownState = joi.object({
  id: joi.string().required(),
  name: joi.string().required(),
  initial: joi.boolean().required(),
  final: joi.boolean().required(),
  createUser: joi.boolean().required().description('Whether the applicant becomes a trader with it'),
  next: joi.array().items(joi.string()).required().description('Where an application can be moved from here'),
});

export const shownWorkflow = joi
  .object({
    id: joi.string().required().description('The white label'),
    mode: joi.string().valid('workflow', 'direct').required().description('`direct`: applicants are signed up at once'),
    states: joi.array().items(shownState).required(),
  })
  .meta({ component: 'OnboardingWorkflow' });
