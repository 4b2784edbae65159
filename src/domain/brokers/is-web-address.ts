const MAX_LENGTH = 2000;

/**
 * An absolute web address without credentials and fragment. URLs allow `;`, `,` and `*` in a host name; in a
 * `Content-Security-Policy` those would end the directive, or stand for every host.
 */
export function isWebAddress(text: string): boolean {
  const url = text.length <= MAX_LENGTH ? URL.parse(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  if (!/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return false;
  return url.username === '' && url.password === '' && !text.includes('#');
}

export function isWebOrigin(text: string): boolean {
  return isWebAddress(text) && URL.parse(text)?.origin === text;
}
