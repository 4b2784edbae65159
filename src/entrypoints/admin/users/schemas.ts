import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { CASE_FIELDS } from '../kyc/schemas.ts';
import { shownPayment } from '../payments/schemas.ts';
import { id, ofWhiteLabel, reason, time } from '../schemas.ts';

export const ofUser = ofWhiteLabel.keys({ userId: id.description('Ours, not the platform’s') });
export const ofSession = ofUser.keys({ sessionId: id });
export const withReason = joi.object({ reason }).example({ reason: 'The trader asked for it by telephone' });

export const userQuery = pageQuery.keys({
  q: joi
    .string()
    .trim()
    .allow('')
    .max(200)
    .description('Our id or the platform’s as a whole, or how an email address, a first or a last name begins'),
  brokerName: joi.string().allow('').max(100).description('Of this white label alone'),
});

const listed = {
  id: joi.string().required(),
  brokerName: joi.string().required(),
  email: joi.string().required(),
  firstName: joi.string().allow(null).required(),
  lastName: joi.string().allow(null).required(),
  platformUserId: joi.number().integer().allow(null).required().description('`null` until the platform knows the user'),
  enabled: joi.boolean().required(),
  createdAt: time.required(),
};

export const userPage = pageOf(joi.object(listed).meta({ component: 'ListedUser' }));

const account = joi
  .object({
    id: joi.string().required(),
    environment: joi.string().valid('demo', 'live').required(),
    login: joi.number().integer().required().description('The platform’s account number'),
    currency: joi.string().required(),
    isLinked: joi.boolean().required().description('Whether the platform shows it to the user'),
    createdAt: time.required(),
  })
  .meta({ component: 'UserAccount' });

const session = joi
  .object({
    id: joi.string().required().description('Names the session; opens nothing'),
    holders: joi
      .array()
      .items(joi.string().valid('browser', 'platform', 'app'))
      .required(),
    signedInAt: time.required(),
    method: joi.string().allow(null).required(),
    address: joi.string().allow(null).required().description('Where the browser was, where that is known'),
    clientIds: joi.array().items(joi.string()).required().description('Of the apps'),
  })
  .meta({ component: 'UserSession' });

const agreements = joi
  .object({
    signed: joi
      .array()
      .items(
        joi.object({
          id: joi.string().required(),
          version: joi.string().required(),
          language: joi.string().required(),
          signedAt: time.required(),
          textSha256: joi.string().required().description('In hex, of the text that was shown'),
        }),
      )
      .required(),
    outstanding: joi
      .array()
      .items(
        joi.object({ id: joi.string().required(), version: joi.string().required(), title: joi.string().required() }),
      )
      .required()
      .description('In force, and not signed'),
  })
  .meta({ component: 'UserAgreements' });

export const shownUser = joi
  .object({
    ...listed,
    preferredLanguage: joi.string().required(),
    partnerId: joi.string().allow(null).required().description('Who brought the user'),
    disabledAt: time.allow(null).required(),
    sessionsEndedAt: time.allow(null).required().description('What was issued until then is worth nothing'),
    updatedAt: time.required(),
    revision: joi.number().integer().required(),
    accounts: joi.array().items(account).required(),
    sessions: joi.array().items(session).required().description('The latest sign-in first'),
    agreements: agreements.required(),
    payments: joi.array().items(shownPayment).required().description('The latest ten'),
    kyc: joi.object(CASE_FIELDS).allow(null).required().description('`null` while nothing was handed in'),
  })
  .meta({ component: 'UserProfile' });

const STATE = {
  id: joi.string().required(),
  brokerName: joi.string().required(),
  enabled: joi.boolean().required(),
  revision: joi.number().integer().required(),
};
const isPlatformTold = joi
  .boolean()
  .allow(null)
  .required()
  .description('Whether the platform has ended its own (call 3.12); `null` where it was not asked');

export const userState = joi.object(STATE).meta({ component: 'UserState' });
export const disabledUser = joi.object({ ...STATE, isPlatformTold }).meta({ component: 'DisabledUser' });

export const endedSessions = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    ended: joi.number().integer().required().description('How many there were'),
    isPlatformTold,
  })
  .meta({ component: 'EndedSessions' });

export const auditQuery = joi.object({ limit: joi.number().integer().min(1).max(100).default(20) });

export const userAudit = joi.object({
  id: joi.string().required(),
  items: joi
    .array()
    .items(
      joi
        .object({
          id: joi.string().required(),
          at: time.required(),
          actor: joi
            .string()
            .required()
            .description('An email address of staff, an account on the machine, or `bridge`'),
          action: joi.string().required(),
          changes: joi
            .array()
            .items(joi.object({ field: joi.string().required(), before: joi.any(), after: joi.any() }))
            .required(),
          reason: joi.string().allow(null).required(),
          address: joi.string().allow(null).required(),
        })
        .meta({ component: 'UserAuditEntry' }),
    )
    .required()
    .description('The newest first'),
});
