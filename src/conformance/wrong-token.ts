/** Not a token of anyone: spaces, a quote, a path. */
export const GARBAGE_TOKEN = 'no token "at all" ../';

/**
 * A token of the right form that nobody issued: a real one with its last letters and digits changed.
 *
 * @param token - A real one of the same kind.
 */
export function forgeToken(token: string): string {
  const kept = Math.max(0, token.length - 12);
  return token.slice(0, kept) + token.slice(kept).replace(/[a-zA-Z0-9]/g, nextCharacter);
}

const RINGS = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789'];

function nextCharacter(character: string): string {
  const ring = RINGS.find((letters) => letters.includes(character)) ?? character;
  return ring.charAt((ring.indexOf(character) + 1) % ring.length);
}
