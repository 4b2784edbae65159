import { EVENT_TYPES } from '../../../lib/event-types.ts';
import { type FaultOf, type FormValues, tickedOf, ticksOf } from '../page/form-input.ts';
import type { ShownWebhook } from './show-webhook.ts';

/** A test never happens by itself. */
const TYPES = EVENT_TYPES.filter((type) => type !== 'ping');

export const WEBHOOK_LABELS: Readonly<Record<string, string>> = {
  url: 'Address',
  description: 'Description',
  enabled: 'Switched on',
  everything: 'Everything',
  ...Object.fromEntries(TYPES.map((type) => [`eventTypes.${type}`, `Event: ${type}`])),
};
export const WEBHOOK_FIELDS = ['eventTypes', ...Object.keys(WEBHOOK_LABELS)];
export const NEW_WEBHOOK_VALUES: FormValues = { enabled: 'true', everything: 'true' };

export function valuesOfWebhook({ url, description, enabled, eventTypes }: ShownWebhook): FormValues {
  return {
    ...{ url, description },
    ...(enabled ? { enabled: 'true' } : {}),
    ...(eventTypes === null ? { everything: 'true' } : ticksOf('eventTypes', eventTypes)),
  };
}

export function webhookOfForm(form: FormValues) {
  return {
    url: (form.url ?? '').trim(),
    description: form.description ?? '',
    enabled: form.enabled === 'true',
    eventTypes: form.everything === 'true' ? null : tickedOf(form, 'eventTypes', TYPES),
  };
}

export function webhookGroups(values: FormValues, faultOf: FaultOf) {
  const filled = (name: string, more: object) => ({
    ...{ name, label: WEBHOOK_LABELS[name] ?? name, value: values[name] ?? '', error: faultOf(name) },
    ...more,
  });
  return [
    {
      legend: 'Where to',
      fields: [
        filled('url', { isRequired: true, isMono: true, hint: 'https; in the sandbox also http of this machine.' }),
        filled('description', { maxlength: 200, hint: 'Which system listens there.' }),
        filled('enabled', {
          type: 'checkbox',
          hint: 'While it is off nothing is sent, and what happens meanwhile never is.',
        }),
      ],
    },
    {
      legend: 'What it hears of',
      fields: [
        filled('everything', {
          type: 'checkbox',
          hint: 'Also what is added later; the choice below then says nothing.',
          error: faultOf('eventTypes'),
        }),
        ...TYPES.map((type) => ({
          ...{ name: `eventTypes.${type}`, label: type, type: 'checkbox', value: values[`eventTypes.${type}`] },
        })),
      ],
    },
  ];
}
