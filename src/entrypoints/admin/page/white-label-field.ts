import type { AdminOperation } from '../admin-operation.ts';
import type { StaffPageCall } from '../admin-page.ts';

/** More of them are not chosen from a list, but entered. */
const MOST_CHOICES = 100;

export interface WhiteLabelField {
  readonly label: string;
  readonly value: string;
  /** What stands above the white labels. */
  readonly above: readonly { readonly value: string; readonly label: string }[];
  /** Where there are too many for a list. */
  readonly entered?: { readonly placeholder?: string; readonly hint?: string };
}

/** A field `brokerName` that chooses among the white labels in reach. @param list - The list of them. */
export async function whiteLabelField(call: StaffPageCall, list: AdminOperation, field: WhiteLabelField) {
  const { label, value, above, entered = {} } = field;
  const { body } = await call.run(list, { query: { limit: String(MOST_CHOICES) } });
  const { items, nextCursor } = body as {
    readonly items: readonly { readonly id: string; readonly displayName: string }[];
    readonly nextCursor: string | null;
  };
  const shared = { name: 'brokerName', label, value };
  if (nextCursor !== null) return { ...shared, ...entered, maxlength: 100 };
  const choices = items.map(({ id, displayName }) => ({ value: id, label: `${displayName} (${id})` }));
  return { ...shared, type: 'select', options: [...above, ...choices] };
}
