/** Parameters of one page alone: secrets that open it, and which part of it is shown. Our links and forms lead without. */
const OF_ONE_PAGE = ['token', 'signUp', 'signIn', 'step', 'otherAccount', 'heldVisit'];

/** A reference to this very page, whatever stands before its query, without what opened it. */
export function ownQueryOf(address: string): string {
  const query = wholeQueryOf(address);
  const parameters = new URLSearchParams(query);
  if (!OF_ONE_PAGE.some((name) => parameters.has(name))) return query;
  for (const name of OF_ONE_PAGE) parameters.delete(name);
  return `?${parameters}`;
}

/** A reference to this very page with all that its address says; for links that open the same page again. */
export function wholeQueryOf(address: string): string {
  const start = address.indexOf('?');
  return start === -1 ? '?' : address.slice(start);
}
