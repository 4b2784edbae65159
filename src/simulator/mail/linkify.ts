/** A piece of a text; `href` where it is an address. */
export interface TextPiece {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"']+/g;

/** Splits a text so that a page can make its web addresses clickable, and escape all of it. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    pieces.push({ text: text.slice(end, match.index) }, { text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  return [...pieces, { text: text.slice(end) }].filter((piece) => piece.text !== '');
}
