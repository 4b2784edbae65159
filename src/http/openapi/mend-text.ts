import type { Described } from './joi-description.ts';
import type { JsonSchema } from './json-schema.ts';

interface PatternRule {
  readonly name: string;
  readonly args?: { readonly regex?: string; readonly options?: { readonly invert?: boolean } };
}

/** Formats by which Joi alone knows what is meant. */
const FORMATS: Readonly<Record<string, JsonSchema>> = {
  hex: { pattern: '^[0-9A-Fa-f]*$' },
  base64: { pattern: '^[0-9A-Za-z+/_-]*={0,2}$' },
  ip: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
};

/** Puts patterns right, and the values that are allowed beside them. */
export function mendText(description: Described, translated: JsonSchema): JsonSchema {
  if (description.type !== 'string' || translated.enum) return translated;
  return besideExceptions(description, mendPatterns(description, mendFormat(translated)));
}

function mendFormat(translated: JsonSchema): JsonSchema {
  const known = FORMATS[translated.format ?? ''];
  if (!known) return translated;
  const { format: _unknown, ...rest } = translated;
  return { ...rest, ...known };
}

function mendPatterns(description: Described, translated: JsonSchema): JsonSchema {
  const rules = ((description.rules ?? []) as readonly PatternRule[]).filter(({ name }) => name === 'pattern');
  if (rules.length === 0) return translated;
  const { pattern: _one, allOf: _several, ...rest } = translated;
  const patterns = rules.map(({ args }) => {
    const one = { pattern: sourceOf(args?.regex ?? '') };
    return args?.options?.invert ? { not: one } : one;
  });
  const [only] = patterns;
  return patterns.length === 1 ? { ...rest, ...only } : { ...rest, allOf: patterns };
}

/** @param regex - As it is written, `/…/i`. JSON Schema has no flags: either case is spelled out. */
function sourceOf(regex: string): string {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(regex) ?? [];
  if (/[msy]/.test(flags)) throw new Error(`A pattern has a flag that no document can tell: ${regex}`);
  return flags.includes('i') ? inEitherCase(source) : source;
}

function inEitherCase(source: string): string {
  const parts = source.match(/\\.|\[(?:\\.|[^\]])*\]|[^\\[]/gs) ?? [];
  return parts
    .map((part) => {
      if (part.startsWith('[')) return part.replace(/(?<!\\)([a-z])-([a-z])|(?<!\\)[a-z]/gi, bothInClass);
      return /^[a-z]$/i.test(part) ? `[${part.toLowerCase()}${part.toUpperCase()}]` : part;
    })
    .join('');
}

function bothInClass(text: string): string {
  const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
  return `${lower}${upper}`;
}

/** The empty text and other values that pass although they break the rules. */
function besideExceptions({ allow = [] }: Described, translated: JsonSchema): JsonSchema {
  const values = allow.filter((value) => typeof value === 'string');
  const { type, description, default: fallback, ...rules } = translated;
  const onlyEmpty = values.length === 1 && values[0] === '';
  if (values.length === 0 || (onlyEmpty && !rules.pattern && !rules.format && !rules.allOf && !rules.anyOf)) {
    return translated;
  }
  return {
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    anyOf: [{ enum: values }, rules],
  };
}
