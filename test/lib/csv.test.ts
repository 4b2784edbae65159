import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csvRecord } from '../../src/lib/csv.ts';

/** Reads a record as RFC 4180 says. */
function parseRecord(record: string): string[] {
  assert.ok(record.endsWith('"\r\n'), record);
  return record
    .slice(1, -3)
    .split(/(?<!(?<!")(?:"")*")","/)
    .map((cell) => cell.replaceAll('""', '"'));
}

describe('CSV', () => {
  test('every cell is quoted, and quotes are doubled', () => {
    assert.equal(
      csvRecord(['a', 'b "c", d', 'line\nline', 7, -7, '']),
      '"a","b ""c"", d","line\nline","7","-7",""\r\n',
    );
  });

  test('no text is a formula to a spreadsheet, and any other text stays as it is', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＋1', '－1', '＠1', '\n1']) {
      assert.deepEqual(parseRecord(csvRecord([text])), [`'${text}`]);
    }
    for (const text of ['a=b', 'api-user', '1-2', "'", '']) assert.deepEqual(parseRecord(csvRecord([text])), [text]);
  });

  test('row 46: any text comes back, but for what was put in front of a formula', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', ' ', 'a', 'ü'), minLength: 1 });
    fc.assert(
      fc.property(cell, (text) => {
        const [read = ''] = parseRecord(csvRecord([text]));
        assert.equal(read.replace(/^'/, ''), text);
        assert.doesNotMatch(read, /^\s*=/);
      }),
    );
  });
});
