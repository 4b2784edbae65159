import type { ErrorDescription } from './error-description.ts';

/** About webhooks of a broker's own systems, and what is sent to them. */
export const WEBHOOK_ERRORS = {
  webhook_unknown: {
    status: 404,
    sentence: 'No such webhook',
    remedy: 'List the webhooks of the white label; ids of another one are unknown here.',
  },
  webhook_invalid: {
    status: 400,
    sentence: 'The webhook’s settings are not valid',
    remedy:
      'Correct the named field. An address begins with https:// (in the sandbox http:// to this machine too), has no credentials, and leads to the public internet.',
  },
  webhooks_exhausted: {
    status: 409,
    sentence: 'The white label has as many webhooks as it can have',
    remedy: 'Remove one that is not used any more, or let one webhook receive more types of events.',
  },
  webhook_disabled: {
    status: 409,
    sentence: 'The webhook is disabled',
    remedy: 'Enable the webhook first.',
  },
  webhook_unreadable: {
    status: 503,
    sentence: 'The secret of a webhook cannot be opened',
    remedy: 'Put the key that sealed it back into ENCRYPTION_KEYS, or remove the webhook.',
  },
  delivery_unknown: {
    status: 404,
    sentence: 'No such delivery',
    remedy: 'List the deliveries of the webhook; they are kept for 30 days.',
  },
} as const satisfies Record<string, ErrorDescription>;
