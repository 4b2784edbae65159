/** A text longer than this is nobody's amount. */
const MAX_LENGTH = 64;

/**
 * Reads an amount as people type it: ASCII digits, and at most one `.` or `,` before the decimals. No sign, exponent or
 * grouping, so that nothing has to be guessed.
 *
 * @returns In units of 10 to the power of minus `moneyDigits`; or what is wrong with it.
 */
export function parseDecimalText(text: string, moneyDigits: number): bigint | 'malformed' | 'too_precise' {
  if (text.length > MAX_LENGTH) return 'malformed';
  const [, whole, separator, fraction = ''] = /^(\d+)(?:([.,])(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return 'malformed';
  // Three digits after a comma are more likely thousands.
  if (separator === ',' && fraction.length > 2) return 'malformed';
  if (fraction.length > moneyDigits) return 'too_precise';
  return BigInt(whole + fraction.padEnd(moneyDigits, '0'));
}

/** An amount as a decimal number with all its digits, such as `250.00`; exact. */
export function toDecimalText(amountMinor: number | bigint, moneyDigits: number): string {
  const digits = String(amountMinor).padStart(moneyDigits + 1, '0');
  const point = digits.length - moneyDigits;
  return moneyDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** An amount as the language writes it, with its currency; exact. */
export function formatMoney(language: string, amountMinor: number, moneyDigits: number, currency: string): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: moneyDigits,
    maximumFractionDigits: moneyDigits,
  });
  return format.format(toDecimalText(amountMinor, moneyDigits) as Intl.StringNumericLiteral);
}
