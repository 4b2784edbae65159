import { API_KEY_SCOPES } from '../../../lib/api-key-scopes.ts';
import { type FaultOf, type FormValues, linesOf, numberOrText, tickedOf, ticksOf } from '../page/form-input.ts';
import type { ShownApiKey } from './show-api-key.ts';

const KINDS = [
  { value: 'secret', label: 'Secret: for a server of the broker’s' },
  { value: 'publishable', label: 'Publishable: stands in a public page, and may do next to nothing' },
];

export const KEY_LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  ipList: 'Addresses from which it may be used',
  requiresSignature: 'Every request has to be signed',
  ...Object.fromEntries(API_KEY_SCOPES.map((scope) => [`scopes.${scope}`, `Scope: ${scope}`])),
};

export const KEY_FIELDS = ['kind', 'scopes', 'expiresInDays', ...Object.keys(KEY_LABELS)];
export const NEW_KEY_VALUES: FormValues = { kind: 'secret', expiresInDays: '90' };

export function valuesOfKey(key: ShownApiKey): FormValues {
  return {
    name: key.name,
    ipList: key.ipList.join('\n'),
    ...(key.requiresSignature ? { requiresSignature: 'true' } : {}),
    ...ticksOf('scopes', key.scopes),
  };
}

/** @param isNew - Its kind is said too, and when it ends. */
export function keyOfForm(form: FormValues, isNew: boolean) {
  const days = (form.expiresInDays ?? '').trim();
  const ends = days === '' ? (isNew ? { expiresInDays: null } : {}) : { expiresInDays: numberOrText(days) };
  return {
    ...{ name: form.name ?? '', ipList: linesOf(form.ipList), requiresSignature: form.requiresSignature === 'true' },
    scopes: tickedOf(form, 'scopes', API_KEY_SCOPES),
    ...ends,
    ...(isNew ? { kind: form.kind } : {}),
  };
}

export function keyGroups(values: FormValues, faultOf: FaultOf, isNew: boolean) {
  const filled = (name: string, label: string, more: object = {}) => ({
    ...{ name, label, value: values[name] ?? '', error: faultOf(name) },
    ...more,
  });
  const kind = filled('kind', 'Kind', { type: 'select', options: KINDS, isOptionalHidden: true });
  const daysHint = isNew
    ? '1 to 366. Left empty it never ends, which is for the sandbox only.'
    : 'From now: 1 to 366. Left empty it stays as it is.';
  return [
    {
      legend: 'The key',
      fields: [
        filled('name', 'Name', { isRequired: true, maxlength: 100, hint: 'Which system uses it.' }),
        ...(isNew ? [kind] : []),
        filled('expiresInDays', isNew ? 'Ends after' : 'Let it end after', {
          inputmode: 'numeric',
          suffix: 'days',
          hint: daysHint,
        }),
      ],
    },
    {
      legend: 'What it may do',
      fields: API_KEY_SCOPES.map((scope, index) => ({
        ...{ name: `scopes.${scope}`, label: scope, type: 'checkbox', value: values[`scopes.${scope}`] },
        // What is wrong with the whole stands at the first.
        ...(index === 0 ? { error: faultOf('scopes') } : {}),
      })),
    },
    {
      legend: 'Who may use it',
      fields: [
        filled('ipList', 'Addresses and networks', {
          type: 'textarea',
          rows: 3,
          isMono: true,
          hint: 'One a line, such as 203.0.113.0/24. Left empty it works from anywhere.',
        }),
        filled('requiresSignature', 'Every request has to be signed', {
          type: 'checkbox',
          hint: 'With the secret of the key (HMAC-SHA256).',
        }),
      ],
    },
  ];
}
