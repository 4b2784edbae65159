/** Names that a trader never reads on a screen of the broker: the platform's account, and other platforms. */
const FORBIDDEN = [
  /\bc\s?Trader\b/i,
  /\bcTID\b/i,
  /\bMeta\s?Trader\b/i,
  /\bMT[45]\b/i,
  /\bMatch[- ]?Trader\b/i,
  /\bDX\s?trade\b/i,
  /\bTrade\s?Locker\b/i,
  /\bTrading\s?View\b/i,
  /\bNinja\s?Trader\b/i,
];

/** @returns The forbidden words of a text, each as it stands there. */
export function forbiddenWordsIn(text: string): string[] {
  return FORBIDDEN.flatMap((word) => word.exec(text)?.[0] ?? []);
}
