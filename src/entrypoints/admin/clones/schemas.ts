import joi from 'joi';
import { checkedWhiteLabel } from '../white-labels/new-schemas.ts';
import { shownWhiteLabel } from '../white-labels/schemas.ts';

const text = joi.string().allow('').max(1000);

export const cloneRequest = joi
  .object({
    brokerName: text.required().description('Of the new one; compared exactly, and never changed'),
    brokerCrmName: joi.string().max(100).required().description('The CRM of the new one; it may be another'),
    displayName: text.description('As the model when left out'),
    hosts: joi.array().items(text).max(50).description('None when left out: a host belongs to one white label'),
    enabled: joi.boolean().description('Off when left out'),
    managerLogin: joi.number().integer().min(1).description('As the model when left out'),
    managerPassword: joi.string().allow('').max(200).required().description('Is kept sealed, and never shown'),
  })
  .example({
    ...{ brokerName: 'broker_wl_2', brokerCrmName: 'broker_crm', displayName: 'Broker 2' },
    managerPassword: 'kept sealed',
  });

export const checkedClone = checkedWhiteLabel;

export const clonedWhiteLabel = shownWhiteLabel
  .keys({
    platformPassword: joi.string().required().description('With which the platform buys its `crmApiToken`; shown once'),
    cashierSecret: joi.string().allow(null).required().description('One that was made; shown this once'),
  })
  .meta({ component: 'ClonedWhiteLabel' });
