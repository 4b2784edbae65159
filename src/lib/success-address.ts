/**
 * Where a browser goes once its trader is signed in. The app recognises the URL by how it is written, so that a query it has
 * stays as it is.
 */
export function successAddress(successUrl: string, oneTimeToken: string): string {
  const url = new URL(successUrl);
  url.search = url.search === '' ? `token=${oneTimeToken}` : `${url.search}&token=${oneTimeToken}`;
  return url.href;
}
