import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../lib/json-value.ts';
import type { AuditChange } from './audit-entry.ts';
import { shortText } from './short-text.ts';
import { toJson } from './to-json.ts';

export interface ChangesOptions {
  /**
   * Names, or dotted paths from anywhere down, without the places of arrays: `secret`, `platform.managerPassword`. All
   * that is below one is secret too.
   */
  readonly secretFields?: readonly string[];
}

/** What is shown of a secret: that it changed. */
const SECRET = '(secret)';
const MAX_CHANGES = 500;
/** Of an array of plain values; a longer one is told place by place. */
const SMALL_ARRAY_LENGTH = 200;

/** A secret in the form in which it is kept. It differs each time, so it does not even say that the secret changed. */
const SEALED_NAME = /^sealed|^hash(?:es)?$|[a-z]Hash(?:es)?$/;
/** For callers who forget one. Only texts and lists, for `change-password` may be a group of settings. */
const SECRET_NAME = /(?:password|passphrase|secret|privateKey|privateJwk|recoveryCode|totp)s?$|token$/i;

/**
 * What is not the same in two states of a thing, by dotted paths, in their order.
 *
 * @param before - Nothing for a thing that was made.
 * @param after - Nothing for one that was removed.
 */
export function changesBetween(before: unknown, after: unknown, options: ChangesOptions = {}): AuditChange[] {
  const isNamed = matcherOf(options.secretFields ?? []);
  const changes: AuditChange[] = [];
  const push = (path: readonly string[], left: JsonValue, right: JsonValue) => {
    if (isDeepStrictEqual(left, right)) return;
    changes.push({ field: path.join('.'), before: left, after: right });
  };

  function compare(path: readonly string[], left: JsonValue, right: JsonValue): void {
    const name = path.findLast((part) => !isPlace(part)) ?? '';
    if (SEALED_NAME.test(name) || isDeepStrictEqual(left, right)) return;
    if (isNamed(path) || (SECRET_NAME.test(name) && [left, right].some(mayBeSecret))) {
      changes.push({
        field: path.join('.'),
        before: left === null ? null : SECRET,
        after: right === null ? null : SECRET,
      });
      return;
    }
    if (isWhole(left) && isWhole(right)) {
      push(path, shortValue(left), shortValue(right));
      return;
    }
    // Of two of one shape the parts tell all; of two shapes that which is whole is told as such.
    if (!isSameShape(left, right)) push(path, wholeOrNull(left), wholeOrNull(right));
    const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
    for (const part of new Set([...leftParts.keys(), ...rightParts.keys()])) {
      compare([...path, part], leftParts.get(part) ?? null, rightParts.get(part) ?? null);
    }
  }

  compare([], toJson(before), toJson(after));
  return bounded(changes.sort((one, other) => (one.field < other.field ? -1 : one.field > other.field ? 1 : 0)));
}

function matcherOf(secretFields: readonly string[]): (path: readonly string[]) => boolean {
  const endings = secretFields.map((field) => `.${field}`);
  return (path) => {
    const spellings = [path, path.filter((part) => !isPlace(part))].map((parts) => `.${parts.join('.')}`);
    return endings.some((ending) => spellings.some((spelling) => spelling.endsWith(ending)));
  };
}

/** Whether it is the place of an array. */
function isPlace(part: string): boolean {
  return /^\d+$/.test(part);
}

function mayBeSecret(value: JsonValue): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

/** Whether it is told as one value: it has no parts, or few and plain ones. */
function isWhole(value: JsonValue): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (!Array.isArray(value)) return Object.keys(value).length === 0;
  const isPlain = value.every((part) => part === null || typeof part !== 'object');
  return isPlain && JSON.stringify(value).length <= SMALL_ARRAY_LENGTH;
}

function wholeOrNull(value: JsonValue): JsonValue {
  return isWhole(value) ? shortValue(value) : null;
}

function isSameShape(left: JsonValue, right: JsonValue): boolean {
  const shapeOf = (value: JsonValue) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);
  return shapeOf(left) === shapeOf(right);
}

function partsOf(value: JsonValue): ReadonlyMap<string, JsonValue> {
  return new Map(value === null || typeof value !== 'object' ? [] : Object.entries(value));
}

function shortValue(value: JsonValue): JsonValue {
  return typeof value === 'string' ? shortText(value) : value;
}

/** An entry is read by people, and kept for good. */
function bounded(changes: AuditChange[]): AuditChange[] {
  const more = changes.length - MAX_CHANGES;
  if (more <= 0) return changes;
  return [...changes.slice(0, MAX_CHANGES), { field: '(more)', before: null, after: `${more} fields` }];
}
