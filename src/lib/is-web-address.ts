const MAX_LENGTH = 2000;

/**
 * An absolute web address without credentials and fragment. URLs allow `;`, `,` and `*` in a host name; in a
 * `Content-Security-Policy` those would end the directive, or stand for every host.
 */
export function isWebAddress(text: string): boolean {
  return faultOfWebAddress(text) === undefined;
}

/** @returns `undefined` when it is one. */
export function faultOfWebAddress(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return 'is no address that begins with https:// or http://';
  }
  if (!/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return 'holds a character that a host name may not have';
  if (url.username !== '' || url.password !== '') return 'holds credentials';
  return text.includes('#') ? 'holds a fragment (#)' : undefined;
}

export function isWebOrigin(text: string): boolean {
  return isWebAddress(text) && URL.parse(text)?.origin === text;
}
