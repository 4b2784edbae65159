import { isDeepStrictEqual } from 'node:util';

/** One setting that is another one now. `null` is also: not there. */
export interface SettingChange {
  /** Dotted path: `branding.accentLight`. Lists count as one. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The same with what is not there told from `null`, for who sets it back. */
export interface SettingDifference {
  readonly path: readonly string[];
  /** `undefined`: not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** @returns In the order of the fields. */
export function settingChangesBetween(before: object, after: object): SettingChange[] {
  return differencesBetween(before, after).map(toChange);
}

export function toChange({ path, before, after }: SettingDifference): SettingChange {
  return { field: path.join('.'), before: before ?? null, after: after ?? null };
}

/** Goes down as long as both sides are objects. @returns In the order of the fields. */
export function differencesBetween(before: object, after: object, path: readonly string[] = []): SettingDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [partOf(before, key), partOf(after, key)];
    if (isDeepStrictEqual(one, other)) return [];
    const place = [...path, key];
    return isParts(one) && isParts(other)
      ? differencesBetween(one, other, place)
      : [{ path: place, before: one, after: other }];
  });
}

/** @returns What stands at the place; `undefined` where nothing does. */
export function settingAt(settings: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((parts, key) => (isParts(parts) ? partOf(parts, key) : undefined), settings);
}

/** @returns The settings with another value at the place; `undefined` takes it away. */
export function withSetting<Settings extends object>(
  settings: Settings,
  [key, ...deeper]: readonly string[],
  value: unknown,
): Settings {
  if (key === undefined) return settings;
  const rest = Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));
  const inner = partOf(settings, key);
  const part = deeper.length === 0 ? value : withSetting(isParts(inner) ? inner : {}, deeper, value);
  return (part === undefined ? rest : { ...rest, [key]: part }) as Settings;
}

function partOf(parts: object, key: string): unknown {
  return Object.hasOwn(parts, key) ? (parts as Readonly<Record<string, unknown>>)[key] : undefined;
}

function isParts(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
