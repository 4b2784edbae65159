/** What ARCHITECTURE.md says of imports, as data. */
export interface ArchitectureRules {
  /** Layer → what it may import. */
  readonly layers: ReadonlyMap<string, readonly string[]>;
  /** The contexts of the domain from left to right; those of one rank know nothing of each other. */
  readonly contexts: readonly (readonly string[])[];
  /** Package → folders or files that may use it. */
  readonly homes: ReadonlyMap<string, readonly string[]>;
}

export function readArchitecture(markdown: string): ArchitectureRules {
  const layerRows = tableAfter(markdown, '| from | may import |');
  const layers = new Map<string, string[]>();
  for (const [from = '', allowed = ''] of layerRows) {
    for (const layer of codeIn(from)) layers.set(layer, rulesIn(allowed));
  }
  const homes = new Map<string, string[]>();
  for (const [names = '', home = ''] of tableAfter(markdown, '| package | home |')) {
    for (const name of codeIn(names)) homes.set(name, codeIn(home));
  }
  const order = layerRows.find(([from]) => from?.includes('domain/*'))?.[1]?.split('left:')[1] ?? '';
  return { layers, contexts: order.split('<').map(codeIn), homes };
}

/** Words in code font, and the phrases that mean more than one folder. */
function rulesIn(cell: string): string[] {
  const phrases = ['everything', 'faces to its left'].filter((phrase) => cell.includes(phrase));
  const typesOnly = cell.includes('types of `domain`') ? ['types of domain', 'domain'] : [];
  return [...codeIn(cell.split('faces to its left')[0] ?? ''), ...phrases, ...typesOnly];
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

function tableAfter(markdown: string, heading: string): string[][] {
  const lines = markdown.slice(markdown.indexOf(heading)).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
