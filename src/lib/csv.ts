/**
 * What a spreadsheet takes for the beginning of a formula, also behind blanks and in the full width of East Asian scripts.
 *
 * @see OWASP, CSV Injection
 */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** One record of RFC 4180, with its end. Every cell is quoted, and none is ever a formula: such a text gets a `'` in front. */
export function csvRecord(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number): string {
  const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return `"${text.replaceAll('"', '""')}"`;
}
