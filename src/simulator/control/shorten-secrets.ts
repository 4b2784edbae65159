/** Fields that hold a token; its end is enough to follow it from call to call. */
const TOKENS = new Set([
  ...['token', 'code', 'crmApiToken', 'accessToken', 'inappToken', 'webservToken'],
  ...['access_token', 'refresh_token', 'id_token', 'id_token_hint', 'logout_token', 'one_time_token', 'code_verifier'],
]);

/** Fields that hold a password or its hash; of those nothing is shown. */
const PASSWORDS = new Set([
  ...['password', 'hashedPassword', 'traderPasswordHash', 'client_secret'],
  ...['platformPassword', 'managerPasswordMd5', 'cashierSecret', 'secret'],
]);

/** An error of the bridge has a field `code` too, and that one is to be read. */
const ERROR_CODE = /^[A-Z]+(?:_[A-Z]+)+$/;

/** What a token says of its kind, such as `ot_`. */
const KIND = /^[a-z]{2}_/;

/** All tokens of a white label begin alike, so it is the end that tells one from another. */
const SHOWN_CHARACTERS = 8;

/** Of a short one that would be too much. */
const LONG_ENOUGH = 24;

/** @returns At most twelve characters: the kind if it says so, an ellipsis and the end. */
export function shortenSecret(secret: string): string {
  if (secret.length < LONG_ENOUGH) return `${secret.slice(0, secret.length / 4)}…`;
  const [kind = ''] = KIND.exec(secret) ?? [];
  return `${kind}…${secret.slice(-SHOWN_CHARACTERS)}`;
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
