import type { JsonSchema } from './json-schema.ts';
import type { ShareSchema } from './to-json-schema.ts';

/** Keeps the schemas that a document names, each once. */
export interface SchemaShelf {
  /** @throws Where two different ones claim one name. */
  readonly share: ShareSchema;
  /** Gives one that has no name yet this one. */
  readonly named: ShareSchema;
  schemas(): Record<string, JsonSchema>;
}

export function createSchemaShelf(): SchemaShelf {
  const kept = new Map<string, JsonSchema>();

  function share(name: string, schema: JsonSchema): JsonSchema {
    const reference = { $ref: `#/components/schemas/${name}` };
    const known = kept.get(name);
    if (!known) {
      kept.set(name, schema);
      return reference;
    }
    const [ours, theirs] = [known, schema].map(withoutDescription);
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error(`Two schemas are called ${name}`);
    // A field may say more of it than the schema says of itself.
    const { description } = schema;
    return description === undefined || description === known.description ? reference : { ...reference, description };
  }

  return {
    share,
    named: (name, schema) => (schema.$ref === undefined ? share(name, schema) : schema),
    schemas: () => Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function withoutDescription({ description: _left, ...rest }: JsonSchema): JsonSchema {
  return rest;
}
