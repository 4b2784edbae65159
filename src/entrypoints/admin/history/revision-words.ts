import { momentOf } from '../page/form-input.ts';

/** As `listRevisions` answers it. */
export interface ListedRevision {
  readonly id: string;
  readonly revision: number;
  readonly at: string;
  readonly actor: { readonly kind: 'staff' | 'command-line' | 'api-key' | 'bridge'; readonly name: string };
  readonly changed: readonly string[];
  readonly untold: readonly string[];
}

const FIELDS_SHOWN = 4;
const KINDS = { staff: '', 'command-line': 'by a command', 'api-key': 'an API key', bridge: '' } as const;

/** For a cell, or beside a term. */
export function whoDid({ actor }: Pick<ListedRevision, 'actor'>) {
  return { text: actor.kind === 'bridge' ? 'The bridge itself' : actor.name, note: KINDS[actor.kind] };
}

export function whenDone({ at }: Pick<ListedRevision, 'at'>) {
  return momentOf(at);
}

/** The first few fields, and how many more there are. */
export function whatChanged({ changed }: Pick<ListedRevision, 'changed'>) {
  if (changed.length === 0) return { text: 'Everything: it was made', note: '' };
  const more = changed.length - FIELDS_SHOWN;
  return { text: changed.slice(0, FIELDS_SHOWN).join(', '), note: more > 0 ? `and ${more} more` : '' };
}
