/** Faults that have words of their own; all others are of a request that makes no sense. */
const WORDS: Readonly<Record<string, string>> = {
  invalid_client: 'issuer.invalidClient',
  unauthorized_client: 'issuer.invalidClient',
  invalid_redirect_uri: 'issuer.invalidRedirectUri',
  access_denied: 'issuer.accessDenied',
  login_required: 'issuer.loginRequired',
  interaction_required: 'issuer.loginRequired',
  account_selection_required: 'issuer.loginRequired',
  consent_required: 'issuer.loginRequired',
  temporarily_unavailable: 'errors.store_unavailable',
  server_error: 'errors.internal_error',
};

/** @param error - A protocol error. @returns The key of what it means to a trader. */
export function wordsOfFault(error: string): string {
  return (Object.hasOwn(WORDS, error) ? WORDS[error] : undefined) ?? 'issuer.invalidRequest';
}

/** For whoever made the app; only what has the form of a code. */
export function codeToShow(error: string): string {
  return /^[a-z_]{1,64}$/.test(error) ? error : 'server_error';
}
