import { csvRecord } from './csv.ts';

/** `json`: a line of JSON for each entry. `csv`: RFC 4180, with a heading. */
export type ExportFormat = 'json' | 'csv';

/** An entry as an export shows it; each has all fields. */
export type ExportedEntry<Field extends string> = Readonly<Record<Field, unknown>>;

/**
 * The text of an export, piece by piece. No cell of a CSV is ever a formula to a spreadsheet.
 *
 * @param columns - The heading of a CSV, in its order. JSON shows all fields.
 */
export async function* exportLines<Field extends string>(
  entries: AsyncIterable<ExportedEntry<Field>>,
  columns: readonly Field[],
  format: ExportFormat,
): AsyncGenerator<string, void, undefined> {
  if (format === 'csv') yield csvRecord(columns);
  for await (const entry of entries) {
    yield format === 'csv' ? csvRecord(columns.map((column) => cellOf(entry[column]))) : `${JSON.stringify(entry)}\n`;
  }
}

/** A list of plain texts reads as words; anything else that is no text is JSON. */
function cellOf(value: unknown): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(' ');
  return JSON.stringify(value);
}
