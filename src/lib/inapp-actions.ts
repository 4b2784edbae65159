/** The screens that the platform's app opens. `create-account` is `/account/create`, the others are `/inapp/{action}`. */
export const INAPP_ACTIONS = [
  'deposit',
  'withdrawal',
  'kyc',
  'create-account',
  'change-password',
  'change-email',
  'chat',
  'action',
] as const;
