import type { StaffPageCall } from '../admin-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import type { ShownField, ShownGroup } from './show-settings-form.ts';
import { sentenceOf } from './show-settings-form.ts';

/** What stands below a field that holds a template. */
export interface ShownAddress {
  readonly address: string | null;
  readonly fault: string | null;
}

/** @returns The groups, each template with the address that it becomes. */
export async function withPreviews(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  groups: readonly ShownGroup[],
): Promise<ShownGroup[]> {
  const show = async (field: ShownField) =>
    field.preview ? { ...field, preview: { ...field.preview, ...(await previewOf(call, operations, field)) } } : field;
  return Promise.all(groups.map(async (group) => ({ ...group, fields: await Promise.all(group.fields.map(show)) })));
}

/** What is wrong stands beside the field already, where it was refused. */
async function previewOf(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  { value, error, preview }: ShownField,
): Promise<ShownAddress> {
  const shown = await findAddress(call, operations, String(value ?? ''), preview?.kind ?? 'action');
  return error === undefined ? shown : { ...shown, fault: null };
}

/** An empty template is none, and nothing is wrong with it. */
export async function findAddress(
  call: StaffPageCall,
  { previewAddress }: WhiteLabelOperations,
  template: string,
  kind: string,
): Promise<ShownAddress> {
  if (template.trim() === '') return { address: null, fault: null };
  const attempt = await call.attempt(previewAddress, { query: { template: template.trim(), kind } });
  if (attempt.kind === 'refused')
    return { address: null, fault: sentenceOf(attempt.faults[0]?.reason ?? 'is not good') };
  const { address, fault } = attempt.reply.body as ShownAddress;
  return { address, fault: fault === null ? null : sentenceOf(fault) };
}
