import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { ofWhiteLabel, reason, time } from '../schemas.ts';
import { TEMPLATE_KINDS } from './sample-addresses.ts';
import { shownSettings } from './settings-schemas.ts';

const MAX_OVERLAP_HOURS = 30 * 24;
const revision = joi.number().integer().min(0);

export const ofPassword = ofWhiteLabel.keys({ passwordId: joi.string().max(100).required() });
export const withReason = joi.object({ reason });

export const listQuery = pageQuery.keys({
  q: joi.string().trim().allow('').max(100).description('Part of the name, of what traders see, or of a host'),
  crm: joi.string().allow('').max(100).description('Of this CRM alone'),
  status: joi.string().valid('', 'enabled', 'disabled'),
});

export const listedWhiteLabel = joi
  .object({
    id: joi.string().required().description('Its `brokerName`'),
    displayName: joi.string().required(),
    crm: joi.object({ id: joi.string().required(), displayName: joi.string().required() }).required(),
    whiteLabelOf: joi.string().allow(null).required().description('`null` also where that one is out of your reach'),
    status: joi.string().valid('enabled', 'disabled').required(),
    hosts: joi.array().items(joi.string()).required(),
    revision: revision.required(),
  })
  .meta({ component: 'ListedWhiteLabel' });

export const whiteLabelPage = pageOf(listedWhiteLabel).keys({
  total: joi.number().integer().required().description('How many there are, on all pages'),
});

export const crmList = joi.object({
  items: joi
    .array()
    .items(
      joi
        .object({
          id: joi.string().required().description('Its `brokerCrmName`'),
          displayName: joi.string().required(),
          whiteLabels: joi.number().integer().required().description('How many of it are in your reach'),
          isWhole: joi.boolean().required().description('Whether all of it is in your reach, also what is yet to come'),
        })
        .meta({ component: 'Crm' }),
    )
    .required(),
});

export const shownWhiteLabel = joi
  .object({
    id: joi.string().required().description('Its `brokerName`'),
    revision: revision.required(),
    sessionsEndedAt: time.allow(null).required().description('What traders were issued until then is worth nothing'),
    settings: shownSettings.required(),
  })
  .meta({ component: 'WhiteLabel' });

export const sinceQuery = joi.object({ revision: revision.required().description('That you looked at') });

export const changesSince = joi
  .object({
    id: joi.string().required(),
    revision: revision.required().description('The current one'),
    changes: joi
      .array()
      .items(
        joi.object({
          field: joi.string().required(),
          before: joi.any().required(),
          after: joi.any().required().description('`(secret)` of a secret'),
        }),
      )
      .required(),
  })
  .meta({ component: 'ChangesSince' });

export const previewQuery = joi.object({
  template: joi.string().allow('').max(4000).required(),
  kind: joi
    .string()
    .valid(...TEMPLATE_KINDS)
    .default('action')
    .description('Which placeholders it may hold; `success` is a success URL, which holds none'),
});

export const addressPreview = joi
  .object({
    id: joi.string().required(),
    address: joi
      .string()
      .allow(null)
      .required()
      .description('With sample values; `null` where the template is not good'),
    fault: joi.string().allow(null).required(),
    samples: joi.object().pattern(/.*/, joi.string()).required().description('By placeholder'),
  })
  .meta({ component: 'AddressPreview' });

export const platformTrial = joi
  .object({
    baseUrl: joi.string().max(4000).description('The one that is kept when left out'),
    managerLogin: joi.number().integer().min(1).description('The one that is kept when left out'),
    managerPassword: joi
      .string()
      .max(200)
      .description('Needed for another address or login: the one that is kept goes only where it is kept for'),
  })
  .example({});

export const trialOutcome = joi
  .object({
    id: joi.string().required(),
    works: joi.boolean().required(),
    failedAt: joi
      .string()
      .valid('address', 'connection', 'tls', 'timeout', 'login', 'answer', 'password')
      .allow(null)
      .required(),
    message: joi.string().required().description('For people'),
    tookMs: joi.number().integer().required(),
  })
  .meta({ component: 'PlatformTrial' });

export const rotation = joi
  .object({
    overlapHours: joi
      .number()
      .min(0)
      .max(MAX_OVERLAP_HOURS)
      .default(24)
      .description('How long the passwords before go on working; 0 ends them, and what they bought, now'),
  })
  .example({ overlapHours: 24 });

const password = joi
  .object({
    id: joi.string().required(),
    createdAt: time.required(),
    expiresAt: time.allow(null).required().description('`null` of the current one'),
  })
  .meta({ component: 'PlatformPassword' });

export const passwordList = joi.object({ items: joi.array().items(password).required() });
export const newPassword = password
  .keys({ password: joi.string().required().description('Shown this once') })
  .meta({ component: 'NewPlatformPassword' });

export const changedCashier = shownWhiteLabel
  .keys({ cashierSecret: joi.string().allow(null).required().description('One that was made; shown this once') })
  .meta({ component: 'WhiteLabelWithCashierSecret' });
