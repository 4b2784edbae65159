import joi, { type ObjectSchema, type Schema } from 'joi';
import { BridgeError } from '../errors/bridge-error.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const MAX_CURSOR_LENGTH = 500;

/** Where an entry stands in a list that has the newest first. */
export const datedPlace: ObjectSchema = joi.object({
  createdAtMs: joi.number().integer().required(),
  id: joi.string().max(100).required(),
});

/** @returns The place that `datedPlace` describes. */
export function datedPlaceOf({ createdAtMs, id }: { readonly createdAtMs: number; readonly id: string }) {
  return { createdAtMs, id };
}

/** What every list takes. */
export const pageQuery: ObjectSchema = joi.object({
  limit: joi.number().integer().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).description('How many at the most'),
  cursor: joi.string().max(MAX_CURSOR_LENGTH).description('`nextCursor` of the page before'),
});

/** The answer of a list. */
export function pageOf(item: Schema): ObjectSchema {
  return joi.object({
    items: joi.array().items(item).required(),
    nextCursor: joi.string().allow(null).required().description('Of the next page; `null` on the last one'),
  });
}

/** @returns A text that says where the next page begins; only `decodeCursor` reads it. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * @param schema - What a place looks like.
 * @returns `undefined` where there is none.
 * @throws `parameter_invalid`
 */
export function decodeCursor<Place>(cursor: unknown, schema: Schema): Place | undefined {
  if (cursor === undefined) return undefined;
  const { value, error } = schema.required().validate(parsed(String(cursor)), { convert: false });
  if (error) throw new BridgeError('parameter_invalid', { field: 'cursor', detail: 'it is none of ours' });
  return value as Place;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A page of a list that is short enough to be read whole.
 *
 * @param entries - In their order; each has an id of its own.
 * @throws `parameter_invalid` where the entry at which the page before ended is not there
 */
export function pageOfAll<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  query: Readonly<Record<string, unknown>>,
  show: (entry: Entry) => object,
): { items: object[]; nextCursor: string | null } {
  const last = decodeCursor<string>(query.cursor, joi.string().max(100));
  const place = last === undefined ? -1 : entries.findIndex(({ id }) => id === last);
  if (last !== undefined && place < 0) throw new BridgeError('parameter_invalid', { field: 'cursor' });
  return toPage(entries.slice(place + 1), Number(query.limit), show, ({ id }) => id);
}

/**
 * @param found - One more than the page holds, where there is a next one.
 * @param placeOf - Of the last entry of the page.
 */
export function toPage<Entry>(
  found: readonly Entry[],
  limit: number,
  show: (entry: Entry) => object,
  placeOf: (entry: Entry) => unknown,
): { items: object[]; nextCursor: string | null } {
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  return {
    items: entries.map(show),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null,
  };
}
