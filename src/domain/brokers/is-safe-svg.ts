import { readXml, type XmlElement } from './read-xml.ts';

const ELEMENTS = new Set([
  ...['svg', 'g', 'defs', 'title', 'desc', 'style'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
  ...['linearGradient', 'radialGradient', 'stop', 'clipPath', 'use'],
]);

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
/** Drawings within drawings within drawings grow beyond measure. */
const MAX_REUSES = 8;

/**
 * Whether a drawing only draws. What is not known to be harmless is refused: it is made of a few kinds of elements, and
 * nothing in it runs, moves or leads out of it. Browsers run no script of a drawing that a page shows as an image, and
 * the answer that carries it forbids it once more; this is the first of three locks.
 */
export function isSafeSvg(bytes: Uint8Array): boolean {
  let reuses = 0;
  const isSafe = (text: string) =>
    readXml(text, {
      element(element) {
        if (element.name === 'use' || element.attributes.has('clip-path')) reuses += 1;
        return isSafeElement(element);
      },
      text: (words, within) => within.at(-1) !== 'style' || isSafeStyle(words),
    });
  try {
    return isSafe(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) && reuses <= MAX_REUSES;
  } catch {
    return false;
  }
}

function isSafeElement({ name, attributes, within }: XmlElement): boolean {
  if (!ELEMENTS.has(name) || within.at(-1) === 'style') return false;
  const isRoot = within.length === 0;
  if (isRoot !== (name === 'svg') || (isRoot && attributes.get('xmlns') !== SVG_NAMESPACE)) return false;
  return [...attributes].every(([attribute, value]) => isSafeAttribute(attribute, value));
}

function isSafeAttribute(attribute: string, value: string): boolean {
  // A prefix can stand for any namespace, so that it says nothing.
  const name = attribute.slice(attribute.lastIndexOf(':') + 1).toLowerCase();
  if (attribute === 'xmlns') return value === SVG_NAMESPACE;
  if (attribute.startsWith('xmlns:')) return true;
  if (name.startsWith('on') || name === 'base' || name === 'src') return false;
  if (name === 'href') return /^#[\w.-]+$/.test(value);
  if (name === 'style') return isSafeStyle(value);
  return !/url\s*\(|javascript:|data:|\\/i.test(value.replaceAll(/url\(\s*(["']?)#[\w.-]+\1\s*\)/g, ''));
}

/** Neither an address nor an at-rule, nor an escape that could spell one. */
function isSafeStyle(text: string): boolean {
  return !/(?:url|src|image|image-set|expression)\s*\(|javascript:|data:|@|\\/i.test(text);
}
