/** Writes a result: as JSON for programs, otherwise as text for people. */
export function print(result: object, options: { json?: boolean }, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : `${text}\n`);
}

/** Writes one line of JSON, for the program that started this one and reads on. */
export function printLine(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Rows under headings, in columns. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
