/** Fields that hold a token; its beginning is enough to follow it from call to call. */
const TOKENS = new Set(['token', 'code', 'crmApiToken', 'accessToken', 'inappToken', 'webservToken']);

/** Fields that hold a password or its hash; of those nothing is shown. */
const PASSWORDS = new Set(['password', 'hashedPassword', 'traderPasswordHash']);

/** An error of the bridge has a field `code` too, and that one is to be read. */
const ERROR_CODE = /^[A-Z]+(?:_[A-Z]+)+$/;

const SHOWN_CHARACTERS = 6;

/** @returns The first six characters and an ellipsis. */
export function shortenSecret(secret: string): string {
  return `${secret.slice(0, SHOWN_CHARACTERS)}…`;
}

/** A copy of a JSON value in which no secret can be read. */
export function shortenSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortenSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortenMember(name, member)]));
}

/** The same for the query of a path. */
export function shortenUrlSecrets(pathAndQuery: string): string {
  const [path = '', query] = pathAndQuery.split('?');
  if (query === undefined) return path;
  const members = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${shortenMember(name, value)}`);
  return `${path}?${members.join('&')}`;
}

function shortenMember(name: string, member: unknown): unknown {
  if (typeof member !== 'string') return shortenSecrets(member);
  if (name === 'code' && ERROR_CODE.test(member)) return member;
  if (TOKENS.has(name)) return shortenSecret(member);
  if (PASSWORDS.has(name)) return '…';
  return member;
}
