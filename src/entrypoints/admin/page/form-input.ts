import type { Attempt, PageCall } from '../admin-page.ts';

/** What a form holds, as text; a tick is `true`. */
export type FormValues = Readonly<Record<string, string>>;

/** @returns What is wrong with a field; `undefined` when nothing is. */
export type FaultOf = (field: string) => string | undefined;

export const noFaults: FaultOf = () => undefined;

/** Entries of a field that has one a line. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What of a list of ticks is set; the field of one is called `prefix.name`. */
export function tickedOf<Name extends string>(form: FormValues, prefix: string, names: readonly Name[]): Name[] {
  return names.filter((name) => form[`${prefix}.${name}`] === 'true');
}

/** The values of such ticks. */
export function ticksOf(prefix: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${prefix}.${name}`, 'true']));
}

/** What is left empty is not there. */
export function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim();
}

/** What is no number is handed on as it is, and refused as what it is. */
export function numberOrText(text: string): number | string {
  return /^-?\d{1,9}(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

/** What is wrong with one line of a field stands beside the field, with its number. */
export function faultsOf(attempt: Extract<Attempt, { kind: 'refused' }>): FaultOf {
  return (field) => {
    const own = attempt.faultOf(field);
    if (own !== undefined) return sentence(own);
    const [first] = attempt.faults.filter((fault) => fault.field.startsWith(`${field}.`));
    if (first === undefined) return undefined;
    const place = /^\d+$/.exec(first.field.slice(field.length + 1));
    return place === null ? sentence(first.reason) : `Line ${Number(place[0]) + 1}: ${first.reason}.`;
  };
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

/** What stands above a form of which no field says it. @param fields - Those that the form shows. */
export function messageAbove(
  attempt: Extract<Attempt, { kind: 'refused' }>,
  fields: readonly string[],
): string | undefined {
  const isBeside = (field: string) => fields.some((one) => one === field || field.startsWith(`${one}.`));
  const all = attempt.faults.length > 0 && attempt.faults.every(({ field }) => isBeside(field));
  return all ? undefined : `${attempt.message}.`;
}

/** What the form says otherwise than what is kept now; for who was overtaken by somebody else. */
export function differencesOf(now: FormValues, entered: FormValues, labels: Readonly<Record<string, string>>) {
  return Object.entries(labels)
    .filter(([name]) => (now[name] ?? '').trim() !== (entered[name] ?? '').replaceAll('\r', '').trim())
    .map(([name, label]) => ({ field: label, before: now[name] ?? '', after: entered[name] ?? '' }));
}

/** Of a reply's tag, for the form that is made of it. */
export function revisionOf({ etag }: { readonly etag?: string }): string | undefined {
  return etag?.replaceAll('"', '');
}

/** Addresses of the pages before and after this one; `cursor` alone is another. */
export function pagerOf(call: Pick<PageCall, 'query' | 'context'>, nextCursor: string | null, text?: string) {
  const { cursor, ...rest } = call.query;
  const { path } = call.context.request;
  const address = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...rest, ...more }).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  return {
    newer: cursor === undefined ? null : address({}),
    older: nextCursor === null ? null : address({ cursor: nextCursor }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Of a time as RFC 3339 writes it, for a cell. */
export function momentOf(time: string | null, never?: string) {
  return { ms: time === null ? null : Date.parse(time), ...(never === undefined ? {} : { never }) };
}
