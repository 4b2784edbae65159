/** The one-time token that goes with a request to sign in without a form. */
export const ONE_TIME_TOKEN_PARAMETER = 'one_time_token';

/** Its parameter is `token`. */
export const ONE_TIME_TOKEN_GRANT = 'urn:drawbridge:params:oauth:grant-type:one-time-token';

/** All that a first-party app may ask for of a trader. */
export const TRADER_SCOPES = 'openid profile email offline_access accounts trading payments';

/** Lets a client make the calls 4.2 to 4.5. */
export const CRM_SCOPE = 'crm_api';

/** The event that a log-out token has to tell of (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Only with `consent` is `offline_access` heard (OpenID Connect Core 1.0, section 11). */
export const PROMPTS: readonly string[] = ['consent', 'login', 'login consent', 'select_account', 'none'];
