/** What the calls of the vendor's document do, in a few words. */
export const CALL_NAMES: Readonly<Record<string, string>> = {
  '3.1': 'Manager’s token',
  '3.2': 'Create user',
  '3.3': 'Create account',
  '3.4': 'Link account',
  '3.5': 'Change balance',
  '3.6': 'Set partner',
  '3.7': 'Read partner',
  '3.8': 'Remove partner',
  '3.9': 'Set ribbons',
  '3.10': 'Change email',
  '3.11': 'Find user by email',
  '3.12': 'Log user out',
  '3.13': 'Accept agreement',
  'hand-off': 'Redeem hand-off token',
  cashier: 'Cashier',
  'logout-token': 'A session ended',
  '4.1': 'Buy crmApiToken',
  '4.2': 'Redeem token',
  '4.3': 'Verify accessToken',
  '4.4': 'Token for a screen',
  '4.5': 'Log out',
};

/** Calls of an app to an OpenID provider. */
export const PROVIDER_CALL_NAMES: Readonly<Record<string, string>> = {
  discovery: 'What the provider offers',
  keys: 'The provider’s keys',
  token: 'Get tokens',
  userinfo: 'Who it is',
  introspect: 'Is a token good',
  revoke: 'Give a token back',
  oidc: 'Other call',
};

/** Word of an OpenID provider that a session has ended. */
export const LOGOUT_CALL = 'logout-token';
