import joi from 'joi';
import { pageQuery } from '../../../http/page-cursor.ts';
import { EVENT_TYPES } from '../../../lib/event-types.ts';
import { id, time } from '../schemas.ts';

const MAX_OVERLAP_SECONDS = 7 * 86_400;
const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;

export const webhookParams = joi.object({ webhookId: id });
export const deliveryParams = joi.object({ webhookId: id, deliveryId: id });

const url = joi.string().max(2000).description('https; in sandbox mode also http of this machine');
const eventTypes = joi
  .array()
  .items(joi.string().valid(...EVENT_TYPES.filter((type) => type !== 'ping')))
  .min(1)
  .unique()
  .allow(null)
  .description('What it wants to hear of; `null` for everything, also what is added later');
const description = joi.string().max(200).allow('');
const enabled = joi.boolean().description('While it is `false` nothing is sent');

export const newWebhook = joi
  .object({ url: url.required(), eventTypes, description, enabled })
  .example({ url: 'http://127.0.0.1:8080/', eventTypes: ['user.created', 'payment.credited'] });
export const webhookChange = joi.object({ url, eventTypes, description, enabled }).min(1).example({ enabled: false });
export const rotation = joi
  .object({
    overlapSeconds: joi
      .number()
      .integer()
      .min(0)
      .max(MAX_OVERLAP_SECONDS)
      .default(86_400)
      .description('How long the secret before signs too'),
  })
  .example({ overlapSeconds: 86_400 });

export const deliveryQuery = pageQuery.keys({
  state: joi
    .string()
    .valid(...DELIVERY_STATES)
    .description('`dead`: given up after three days'),
});

export const shownWebhook = joi
  .object({
    id: joi.string().required(),
    url: url.required(),
    eventTypes: eventTypes.required(),
    description: description.required(),
    enabled: enabled.required(),
    failingSince: time.allow(null).required().description('`null` while the last try was well'),
    previousSecretExpiresAt: time.allow(null).required().description('While a rotation overlaps'),
    createdAt: time.required(),
  })
  .meta({ component: 'Webhook' });

export const webhookWithSecret = shownWebhook
  .keys({
    secret: joi.string().required().description('Signs what is sent; it is not shown again'),
  })
  .meta({ component: 'WebhookWithSecret' });

const shownTry = joi
  .object({
    at: time.required(),
    durationMs: joi.number().integer().required(),
    status: joi.number().integer().allow(null).required().description('Of the answer; `null` when there was none'),
    error: joi.string().allow(null).required().description('A code, when there was no answer'),
  })
  .meta({ component: 'WebhookTry' });

export const shownDelivery = joi
  .object({
    id: joi.string().required(),
    webhookId: joi.string().required(),
    state: joi
      .string()
      .valid(...DELIVERY_STATES)
      .required(),
    event: joi
      .object({
        id: joi.string().required().description('What is sent as `webhook-id`'),
        type: joi
          .string()
          .valid(...EVENT_TYPES)
          .required(),
        objectId: joi.string().required(),
        createdAt: time.required(),
      })
      .required()
      .description('What names it; what it says goes to the address of the webhook alone'),
    failures: joi.number().integer().required(),
    nextTryAt: time.allow(null).required().description('`null` when it is not tried any more'),
    tries: joi.array().items(shownTry).required().description('The latest ones, the oldest first'),
    createdAt: time.required(),
  })
  .meta({ component: 'WebhookDelivery' });

/** Where a page of deliveries ends: the `sequence` of an event. */
export const deliveryPlace = joi.number().integer().min(1);
