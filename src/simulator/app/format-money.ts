/** @param amountScaled - Scaled by 10 to the power of `moneyDigits`. */
export function formatMoney(amountScaled: number, moneyDigits: number): string {
  return (amountScaled / 10 ** moneyDigits).toLocaleString('en', {
    minimumFractionDigits: moneyDigits,
    maximumFractionDigits: moneyDigits,
  });
}
