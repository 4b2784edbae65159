/** One element as it begins. */
export interface XmlElement {
  readonly name: string;
  /** With all references resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The names of the elements around it, the outermost first. */
  readonly within: readonly string[];
}

export interface XmlReader {
  element(element: XmlElement): boolean;
  /** @param within - The names of the elements around it. */
  text(text: string, within: readonly string[]): boolean;
}

const MAX_DEPTH = 32;

/** What XML calls no character; and what our reading and a browser's could differ on. */
const UNREADABLE = /[^\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])utf-8\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>/i;

/** One piece of a document: a comment, the end of an element, its beginning, or text. No doctype, no CDATA, nothing else. */
const PIECE =
  /<!--(?:(?!--)[\s\S])*-->|<\/(?<end>[A-Za-z_][\w:.-]*)\s*>|<(?<start>[A-Za-z_][\w:.-]*)(?<attributes>(?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads a small document of plain XML: one root, well-formed, its only references the five that XML knows and numbers.
 *
 * @returns Whether it is such a document, and its reader found nothing wrong.
 */
export function readXml(document: string, reader: XmlReader): boolean {
  if (UNREADABLE.test(document)) return false;
  const text = document.replace(DECLARATION, '');
  const open: string[] = [];
  let roots = 0;
  for (let at = 0; at < text.length; ) {
    PIECE.lastIndex = at;
    const { 0: piece = '', groups = {} } = PIECE.exec(text) ?? {};
    if (piece === '') return false;
    at += piece.length;
    if (groups.start !== undefined) {
      roots += open.length === 0 ? 1 : 0;
      const attributes = readAttributes(groups.attributes ?? '');
      if (!attributes || !reader.element({ name: groups.start, attributes, within: open })) return false;
      if (groups.empty === '') open.push(groups.start);
      if (open.length > MAX_DEPTH) return false;
    } else if (groups.end !== undefined) {
      if (open.pop() !== groups.end) return false;
    } else if (groups.text !== undefined) {
      const words = resolve(groups.text);
      const isOutside = open.length === 0;
      if (words === undefined || (isOutside && words.trim() !== '') || !reader.text(words, open)) return false;
    }
  }
  return open.length === 0 && roots === 1;
}

/** @returns `undefined` when one stands twice, or holds a reference that is none. */
function readAttributes(text: string): Map<string, string> | undefined {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single = ''] of text.matchAll(ATTRIBUTE)) {
    const value = resolve(double ?? single);
    if (value === undefined || attributes.has(name)) return undefined;
    attributes.set(name, value);
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @returns `undefined` when a reference names nothing that can be read. */
function resolve(text: string): string | undefined {
  let isGood = true;
  const resolved = text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));|&/gi,
    (whole, name, decimal, hex) => {
      const named = NAMED[String(name)];
      if (named !== undefined) return named;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const isCharacter = whole.length > 1 && code <= 0x10ffff && !UNREADABLE.test(String.fromCodePoint(code));
      if (!isCharacter) isGood = false;
      return isCharacter ? String.fromCodePoint(code) : '';
    },
  );
  return isGood ? resolved : undefined;
}
