type Parts = Readonly<Record<string, unknown>>;

/** Where `null` is no value, but takes a language away. */
const BY_LANGUAGE = 'branding.riskWarning';

/** Lays a part over the settings: objects part by part, everything else whole. Another `kind` is another object. */
export function mergeSettings(current: unknown, part: unknown, path = ''): unknown {
  if (!isParts(current) || !isParts(part)) return part;
  if (part.kind !== undefined && part.kind !== current.kind) return part;
  const merged = Object.entries(part).map(([key, value]): [string, unknown] => [
    key,
    mergeSettings(Object.hasOwn(current, key) ? current[key] : undefined, value, path === '' ? key : `${path}.${key}`),
  ]);
  const kept = merged.filter(([, value]) => !(path === BY_LANGUAGE && value === null));
  const rest = Object.entries(current).filter(([key]) => !Object.hasOwn(part, key));
  return Object.fromEntries([...rest, ...kept]);
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
