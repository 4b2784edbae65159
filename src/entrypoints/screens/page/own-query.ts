/** A reference to this very page, whatever stands before its query. A token is none of its parameters, and not shown. */
export function ownQueryOf(address: string): string {
  const start = address.indexOf('?');
  if (start === -1) return '?';
  const query = address.slice(start);
  const parameters = new URLSearchParams(query);
  if (!parameters.has('token')) return query;
  parameters.delete('token');
  return `?${parameters}`;
}
