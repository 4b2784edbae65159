import type { Schema } from 'joi';
import type { Described } from './joi-description.ts';
import type { JsonSchema } from './json-schema.ts';
import { mendDependencies } from './mend-dependencies.ts';
import { mendText } from './mend-text.ts';

/** What is sent to us, where defaults may be left out, or what we answer, where they are always there. */
export type SchemaSide = 'input' | 'output';

/** Takes a schema that has a name of its own, and gives what stands in its place. */
export type ShareSchema = (name: string, schema: JsonSchema) => JsonSchema;

/**
 * The same as JSON Schema 2020-12. Joi translates most of it; what it loses on the way is put back: alternatives of fields
 * (`xor`, `or`, `and`, …), flags and exceptions of patterns, `null` among fixed values, formats that only Joi has, examples.
 * A schema with `.meta({ component: 'User' })` is shared under that name.
 */
export function toJsonSchema(schema: Schema, side: SchemaSide, share: ShareSchema = (_name, own) => own): JsonSchema {
  const translated = schema['~standard'].jsonSchema[side]({ target: 'draft-2020-12' }) as JsonSchema;
  return mend(schema.describe() as Described, translated, share);
}

/** Both say the same, the description completely. */
function mend(description: Described, translated: JsonSchema, share: ShareSchema): JsonSchema {
  const withParts = mendParts(description, translated, share);
  const mended = mendDependencies(description, mendText(description, mendValues(description, withParts)));
  const { examples, metas = [] } = description;
  const whole = examples ? { ...mended, examples } : mended;
  // What is made of a schema with a name may have one of its own.
  const name = metas.map(({ component }) => component).findLast((one) => typeof one === 'string');
  return name === undefined ? whole : share(name, whole);
}

function mendParts(description: Described, translated: JsonSchema, share: ShareSchema): JsonSchema {
  if (translated.properties) return mendFields(description, translated, share);
  const [anyText] = description.patterns ?? [];
  const values = translated.patternProperties?.['.*'];
  if (anyText?.rule && values) {
    const { patternProperties: _replaced, ...rest } = translated;
    return { ...rest, additionalProperties: mend(anyText.rule, values, share) };
  }
  if (translated.items) return mendItems(description, translated, translated.items, share);
  if (translated.anyOf && description.matches) {
    // Joi puts `null` first, where it is allowed.
    const added = translated.anyOf.length - description.matches.length;
    const anyOf = translated.anyOf.map((one, index) => {
      const match = description.matches?.[index - added]?.schema;
      return match ? mend(match, one, share) : one;
    });
    return { ...translated, anyOf };
  }
  return translated;
}

function mendFields(description: Described, translated: JsonSchema, share: ShareSchema): JsonSchema {
  const fields = Object.entries(translated.properties ?? {}).flatMap(([name, field]) => {
    const described = description.keys?.[name];
    if (described?.flags?.presence === 'forbidden' || described?.flags?.result === 'strip') return [];
    return [[name, described ? mend(described, field, share) : field] as const];
  });
  return { ...translated, properties: Object.fromEntries(fields) };
}

function mendItems(description: Described, translated: JsonSchema, items: JsonSchema, share: ShareSchema): JsonSchema {
  const described = description.items ?? [];
  const [only] = described;
  if (only && described.length === 1) return { ...translated, items: mend(only, items, share) };
  const anyOf = items.anyOf?.map((one, index) => {
    const match = described[index];
    return match ? mend(match, one, share) : one;
  });
  return anyOf ? { ...translated, items: { ...items, anyOf } } : translated;
}

function mendValues(description: Described, translated: JsonSchema): JsonSchema {
  if (!translated.enum || !description.allow?.includes(null) || translated.enum.includes(null)) return translated;
  return { ...translated, enum: [...translated.enum, null] };
}
