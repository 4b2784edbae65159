/** A screen of the bridge that the app opens for whoever is signed in. */
export interface AppScreen {
  readonly action: string;
  /** On its button. */
  readonly label: string;
  /** Below the bridge. */
  readonly path: string;
  /** Whether it is about one account. */
  readonly ofAccount: boolean;
}

export const APP_SCREENS: readonly AppScreen[] = [
  { action: 'deposit', label: 'Deposit', path: '/inapp/deposit', ofAccount: true },
  { action: 'withdrawal', label: 'Withdraw', path: '/inapp/withdrawal', ofAccount: true },
  { action: 'kyc', label: 'Verify identity', path: '/inapp/kyc', ofAccount: false },
  { action: 'create-account', label: 'Open account', path: '/account/create', ofAccount: false },
  { action: 'change-password', label: 'Change password', path: '/inapp/change-password', ofAccount: false },
  { action: 'change-email', label: 'Change email', path: '/inapp/change-email', ofAccount: false },
  { action: 'action', label: 'Services', path: '/inapp/action', ofAccount: false },
  { action: 'chat', label: 'Chat', path: '/inapp/chat', ofAccount: false },
];
