import type { FieldGroup, SettingField } from './settings-form.ts';

/** Fields one below the other. */
export function plain(legend: string, fields: readonly SettingField[], hint?: string): FieldGroup {
  return {
    kind: 'plain',
    legend,
    fields,
    ...(hint === undefined ? {} : { hint }),
  };
}
