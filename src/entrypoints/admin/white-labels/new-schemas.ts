import joi from 'joi';
import { shownWhiteLabel } from './schemas.ts';
import { newSettings } from './settings-schemas.ts';

const faultText = joi.string().required();

export const newWhiteLabel = newSettings.keys({
  brokerName: joi.string().allow('').max(200).required().description('Compared exactly, and never changed'),
  brokerCrmName: joi.string().max(100).required(),
  whiteLabelOf: joi.string().max(100).allow(null).description('The broker of the same CRM whose white label this is'),
  enabled: joi.boolean(),
});

export const createdWhiteLabel = shownWhiteLabel
  .keys({
    platformPassword: joi
      .string()
      .required()
      .description('With which the platform buys its `crmApiToken`; shown this once'),
    cashierSecret: joi.string().allow(null).required().description('One that was made; shown this once'),
  })
  .meta({ component: 'CreatedWhiteLabel' });

export const checkedWhiteLabel = joi
  .object({
    id: joi.string().allow('').required().description('Its `brokerName`'),
    isGood: joi.boolean().required(),
    faults: joi
      .array()
      .items(joi.object({ field: faultText.description('Dotted path'), reason: faultText }))
      .required(),
  })
  .meta({ component: 'CheckedWhiteLabel' });

export const newWhiteLabelDescription = joi
  .object({
    id: joi.string().required(),
    defaults: joi.object().required().unknown().description('What it is set to where nothing else is said'),
    languages: joi.array().items(joi.string()).required().description('That the screens speak'),
    sandbox: joi
      .object()
      .unknown()
      .allow(null)
      .required()
      .description('In sandbox mode settings that work, with another manager of the platform each time'),
    crms: joi
      .array()
      .items(joi.object({ id: joi.string().required(), displayName: joi.string().required() }))
      .required()
      .description('Where you may make one'),
  })
  .meta({ component: 'NewWhiteLabel' });

export const newPlatformTrial = joi
  .object({
    brokerCrmName: joi.string().max(100).required().description('Of the white label that is to be'),
    platform: joi
      .object({
        baseUrl: joi.string().allow('').max(4000).required(),
        managerLogin: joi.number().integer().min(1).required(),
        managerPassword: joi.string().allow('').max(200).required(),
      })
      .required(),
  })
  .example({
    brokerCrmName: 'broker_crm',
    platform: { baseUrl: 'https://platform.broker.example', managerLogin: 1001, managerPassword: 'sent to it once' },
  });
