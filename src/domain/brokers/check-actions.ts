import { checkUrlTemplate } from '../../lib/url-template.ts';
import type { ActionSettings } from './broker.ts';
import { type Demand, requireField } from './require-field.ts';

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
export function checkActions(actions: ActionSettings, demand: Demand = requireField): void {
  for (const [action, setting] of Object.entries(actions)) {
    if (setting.kind !== 'external') continue;
    const fault = checkUrlTemplate(setting.template, ACTION_PLACEHOLDERS);
    demand(fault === undefined, `actions.${action}.template`, fault ?? '');
  }
}
