export const REFRESH_TOKEN_PREFIX = 'or_';

/** How tokens of the issuers begin, by what the engine calls them: each kind is known before anything is looked up. */
export const APP_TOKEN_PREFIXES: Readonly<Record<string, string>> = {
  AccessToken: 'oa_',
  ClientCredentials: 'oc_',
  RefreshToken: REFRESH_TOKEN_PREFIX,
};

/** Whether a text has the form of a token that an app got for itself. */
export function isClientTokenForm(text: string): boolean {
  return /^oc_[\w-]{43}$/.test(text);
}
