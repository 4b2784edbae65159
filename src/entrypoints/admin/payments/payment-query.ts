const FILTERS = ['q', 'state', 'kind', 'release', 'brokerName', 'userId', 'from', 'until'] as const;
const DAY_MS = 86_400_000;

/** What the address of the list asks for, without what is left empty. */
export function queryOfAddress(query: Readonly<Record<string, string>>): URLSearchParams {
  const asked = FILTERS.map((name): [string, string] => [name, (query[name] ?? '').trim()]);
  return new URLSearchParams(asked.filter(([, value]) => value !== ''));
}

/** The same for the operation: days become moments. What is no day goes on as it is, to be refused. */
export function operationQueryOf(query: Readonly<Record<string, string>>): Record<string, string> {
  const { from, until, ...rest } = Object.fromEntries(queryOfAddress(query));
  return {
    ...rest,
    ...(from === undefined ? {} : { createdFrom: momentOf(from, 0) }),
    ...(until === undefined ? {} : { createdBefore: momentOf(until, DAY_MS) }),
  };
}

function momentOf(day: string, laterMs: number): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? day : new Date(ms + laterMs).toISOString();
}
