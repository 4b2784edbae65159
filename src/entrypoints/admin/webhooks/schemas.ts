import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { EVENT_TYPES } from '../../../lib/event-types.ts';
import { dated, id, ofWhiteLabel, overlapSeconds, seenOverlap, time } from '../schemas.ts';

const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;

export const ofWebhook = ofWhiteLabel.keys({ webhookId: id });
export const ofDelivery = ofWebhook.keys({ deliveryId: id });

const url = joi.string().max(2000).description('https; in the sandbox also http of this machine');
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
  .example({ url: 'https://systems.example/hook', eventTypes: ['user.created'] });
export const webhookChange = joi.object({ url, eventTypes, description, enabled }).min(1).example({ enabled: false });
export const rotation = joi
  .object({
    previousSecretExpiresAt: seenOverlap,
    overlapSeconds: overlapSeconds.description('How long the secret before signs too'),
  })
  .example({ overlapSeconds: 86_400 });

export const failedTimes = joi
  .object({
    from: dated.required().description('When they were made, the first of them'),
    to: dated.required().description('And the last'),
  })
  .example({ from: '2026-01-31T00:00:00Z', to: '2026-01-31T12:00:00Z' });

export const resent = joi.object({
  id: joi.string().required().description('Of the webhook'),
  resent: joi.number().integer().required().description('How many are sent again'),
});

export const deliveryQuery = pageQuery.keys({
  state: joi
    .string()
    .valid('', ...DELIVERY_STATES)
    .description('`dead`: given up after three days'),
});
/** Where a page of deliveries ends: the `sequence` of an event. */
export const deliveryPlace = joi.number().integer().min(1);

export const shownWebhook = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    url: url.required(),
    eventTypes: eventTypes.required(),
    description: description.required(),
    enabled: enabled.required(),
    failingSince: time.allow(null).required().description('`null` while the last try was well'),
    previousSecretExpiresAt: time.allow(null).required().description('While a rotation overlaps'),
    revision: joi.number().integer().required(),
    createdAt: time.required(),
  })
  .meta({ component: 'Webhook' });
export const webhookPage = pageOf(shownWebhook);
export const webhookWithSecret = shownWebhook
  .keys({ secret: joi.string().required().description('Signs what is sent; shown this once') })
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
      .required(),
    failures: joi.number().integer().required(),
    nextTryAt: time.allow(null).required().description('`null` when it is not tried any more'),
    tries: joi.array().items(shownTry).required().description('The latest ones, the oldest first'),
    createdAt: time.required(),
  })
  .meta({ component: 'WebhookDelivery' });
export const deliveryPage = pageOf(shownDelivery);

export const sentDelivery = shownDelivery
  .keys({
    sent: joi
      .object({
        headers: joi.object().pattern(joi.string(), joi.string()).required(),
        body: joi.string().required(),
      })
      .required()
      .description('The same at every try; time and signature, which each try has of its own, are left out'),
  })
  .meta({ component: 'SentWebhookDelivery' });
