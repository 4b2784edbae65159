import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatMoney, parseDecimalText, toDecimalText } from '../../src/lib/money.ts';

const amounts = fc.record({
  minor: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  digits: fc.nat({ max: 8 }),
});

describe('amounts', () => {
  const GOOD: readonly (readonly [string, number, bigint])[] = [
    ['250', 2, 25_000n],
    ['250.5', 2, 25_050n],
    ['250.05', 2, 25_005n],
    ['250,05', 2, 25_005n],
    ['007', 2, 700n],
    ['0', 2, 0n],
    ['1', 0, 1n],
    ['0.00000001', 8, 1n],
    ['1.005', 3, 1005n],
    ['9'.repeat(64), 0, BigInt('9'.repeat(64))],
  ];
  for (const [text, digits, minor] of GOOD) {
    test(`${text} with ${digits} digits is ${minor}`, () => assert.equal(parseDecimalText(text, digits), minor));
  }

  test('more decimals than the currency has are told from what is no amount', () => {
    assert.equal(parseDecimalText('1.005', 2), 'too_precise');
    assert.equal(parseDecimalText('1.0', 0), 'too_precise');
    const bad = ['', ' ', '1e3', '-5', '+5', '1,000.00', '1.000,00', '1,000', "1'000", '1 000', '.5', '5.', '0x10'];
    for (const text of [...bad, '٢٥٠', '２５０', '1.2.3', 'NaN', 'Infinity', '1_000', '1\n', '9'.repeat(65), '½']) {
      assert.equal(parseDecimalText(text, 2), 'malformed', text);
    }
  });

  test('row 46: whatever is typed is an exact amount or a fault, never a guess', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[0-9.,eE+\- ]{0,20}$/),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(texts, fc.nat({ max: 8 }), (text, digits) => {
        const amount = parseDecimalText(text, digits);
        if (typeof amount === 'string') return;
        const [whole = '', fraction = ''] = text.split(/[.,]/);
        assert.equal(amount, BigInt(whole) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0') || '0'));
      }),
      { numRuns: 2000 },
    );
  });

  test('an amount that is written out reads back the same, to the last digit', () => {
    fc.assert(
      fc.property(amounts, ({ minor, digits }) => {
        const text = toDecimalText(minor, digits);
        assert.match(text, digits === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{${digits}}$`));
        assert.equal(parseDecimalText(text, digits), BigInt(minor));
      }),
    );
  });

  test('money is written as the language does, with the digits of the account, exactly', () => {
    assert.equal(formatMoney('en', 123_456, 2, 'EUR'), '€1,234.56');
    assert.equal(formatMoney('de', 123_456, 2, 'EUR'), '1.234,56\u00a0€');
    assert.equal(formatMoney('en', 500, 0, 'JPY'), '¥500');
    assert.equal(formatMoney('en', Number.MAX_SAFE_INTEGER, 2, 'USD'), '$90,071,992,547,409.91');
  });
});
