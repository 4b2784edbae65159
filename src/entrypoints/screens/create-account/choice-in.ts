/** What was chosen in the form of an offer; it is checked against the white label's offers. */
export function choiceIn({ offer, currency, leverage }: Readonly<Record<string, unknown>>) {
  return { offer: textOf(offer), currency: textOf(currency), leverage: textOf(leverage) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
