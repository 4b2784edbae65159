/** As a content security policy names them: an origin, or the scheme of an app on a device. */
export function originsOf(uri: unknown): string[] {
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  if (!url) return [];
  return [url.origin === 'null' ? url.protocol : url.origin];
}
