/** Finds each string of a JSON text, and each brace and bracket outside of strings. */
const TOKENS = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/**
 * Whether a field of the outermost object stands twice. `JSON.parse` keeps the last of them, and a proxy or a signature
 * check may keep the first. Of a text that is no JSON it may say either.
 */
export function repeatsField(text: string): boolean {
  const seen = new Set<string>();
  let depth = 0;
  for (const [token, colon] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (colon !== undefined && depth === 1) {
      const name = readName(token.slice(0, -colon.length));
      if (seen.has(name)) return true;
      seen.add(name);
    }
  }
  return false;
}

/** One name can be written in several ways, as `"a"` and `"\u0061"`. */
function readName(quoted: string): string {
  if (!quoted.includes('\\')) return quoted;
  try {
    return JSON.stringify(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
