/** What was pasted or chosen, as JSON; what is wrong with it is told without quoting it, for it may hold secrets. */
export type ReadDocument =
  | { readonly kind: 'read'; readonly document: object }
  | { readonly kind: 'fault'; readonly fault: string };

export function readDocument(text: string): ReadDocument {
  if (text.trim() === '') return { kind: 'fault', fault: 'Paste a document, or choose a file.' };
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return { kind: 'read', document };
    return { kind: 'fault', fault: 'It is JSON, and no document that an export wrote: it has to be an object.' };
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? [];
    const place = line === undefined ? '' : `: look at line ${line}, column ${column}`;
    return { kind: 'fault', fault: `It is not JSON${place}.` };
  }
}
