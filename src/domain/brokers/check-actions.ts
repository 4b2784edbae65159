import { checkUrlTemplate } from '../../lib/url-template.ts';
import type { ActionSettings } from './broker.ts';
import { requireField } from './require-field.ts';

/** What the address of an external action can hold. */
export const ACTION_PLACEHOLDERS = [
  'brokerName',
  'brokerCrmName',
  'otToken',
  'accountId',
  'lang',
  'theme',
  'source',
] as const;

/** @throws `broker_invalid`, naming the field. */
export function checkActions(actions: ActionSettings): void {
  for (const [action, setting] of Object.entries(actions)) {
    if (setting.kind !== 'external') continue;
    requireField(checkUrlTemplate(setting.template, ACTION_PLACEHOLDERS) === undefined, `actions.${action}.template`);
  }
}
