import { BridgeError } from '../../errors/bridge-error.ts';
import { type AddressRules, faultOfCalledAddress } from '../../lib/called-address.ts';
import { EVENT_TYPES } from '../../lib/event-types.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import type { WebhookSettings } from './webhook.ts';

const MAX_URL_LENGTH = 2000;
const MAX_DESCRIPTION_LENGTH = 200;

/** Before a webhook is saved. @throws `webhook_invalid`, naming the field. */
export function checkWebhook({ url, eventTypes, description, enabled }: WebhookSettings, rules: AddressRules): void {
  requireField(typeof url === 'string' && url.length <= MAX_URL_LENGTH, 'url', 'it is too long');
  const fault = faultOfCalledAddress(url, rules);
  requireField(fault === undefined, 'url', fault);
  if (eventTypes !== null) {
    requireField(Array.isArray(eventTypes) && eventTypes.length > 0, 'eventTypes', 'it names nothing');
    requireField(new Set(eventTypes).size === eventTypes.length, 'eventTypes', 'it names a type twice');
    const isKnown = eventTypes.every((type) => type !== 'ping' && EVENT_TYPES.includes(type));
    requireField(isKnown, 'eventTypes', 'it names a type that there is not');
  }
  const isPlain = description === '' || isShownText(description, MAX_DESCRIPTION_LENGTH);
  requireField(isPlain, 'description', 'it is too long, or holds what cannot be shown');
  requireField(typeof enabled === 'boolean', 'enabled', 'it is neither true nor false');
}

function requireField(holds: boolean, field: string, reason = 'it cannot be used'): asserts holds {
  if (!holds) throw new BridgeError('webhook_invalid', { field, reason, detail: reason });
}
