import type { Dependency, Described } from './joi-description.ts';
import type { JsonSchema } from './json-schema.ts';

/** Puts back which fields need or exclude each other. */
export function mendDependencies({ dependencies = [] }: Described, translated: JsonSchema): JsonSchema {
  if (dependencies.length === 0) return translated;
  const rules = dependencies.map(ruleOf);
  const [only] = rules;
  return rules.length === 1
    ? { ...translated, ...only }
    : { ...translated, allOf: [...(translated.allOf ?? []), ...rules] };
}

function ruleOf({ rel, peers, key = '' }: Dependency): JsonSchema {
  switch (rel) {
    case 'or':
      return { anyOf: peers.map(given) };
    case 'xor':
      return { oneOf: peers.map(given) };
    case 'oxor':
      return { not: { anyOf: pairsOf(peers).map((pair) => ({ required: pair })) } };
    case 'and':
      return {
        dependentRequired: Object.fromEntries(peers.map((peer) => [peer, peers.filter((one) => one !== peer)])),
      };
    case 'nand':
      return { not: { required: peers } };
    case 'with':
      return { dependentRequired: { [key]: peers } };
    case 'without':
      return { not: { required: [key], anyOf: peers.map(given) } };
    default:
      throw new Error(`A schema has a dependency that no document can tell: ${rel}`);
  }
}

function given(peer: string): JsonSchema {
  return { required: [peer] };
}

function pairsOf(peers: readonly string[]): string[][] {
  return peers.flatMap((first, index) => peers.slice(index + 1).map((second) => [first, second]));
}
