/**
 * The form in which names are searched: in lower case, without accents, with single spaces; the same on every engine,
 * whatever it knows of letters.
 */
export function foldName(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain.toLowerCase().replace(/\s+/g, ' ').trim();
}
